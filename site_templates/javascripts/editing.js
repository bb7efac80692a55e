// For editors: the page of tasks copies an entry of the draft; while a library is served, a click on a paragraph shows
// the lines of the edition file that say what it is.
(function () {
  "use strict";

  function copy(button, words) {
    var own = Array.prototype.slice.call(button.childNodes);
    navigator.clipboard.writeText(words).then(function () {
      button.replaceChildren(shanbenBoth("已复制 · Copied"));
      setTimeout(function () { button.replaceChildren.apply(button, own); }, 2000);
    });
  }

  document.querySelectorAll(".sb-copy-entry").forEach(function (button) {
    button.addEventListener("click", function () {
      copy(button, button.parentNode.querySelector("code").textContent + "\n");
    });
  });

  var record = document.getElementById("sb-editing");
  if (!record) return;
  var told = JSON.parse(record.textContent);
  var panel = null;

  function close() {
    if (panel) panel.remove();
    panel = null;
    document.querySelectorAll(".sb-edited").forEach(function (block) { block.classList.remove("sb-edited"); });
  }

  function part(name, words, kind) {
    var made = document.createElement(name);
    made.textContent = words;
    if (kind) made.className = kind;
    return made;
  }

  function ours(name, words) {
    var made = document.createElement(name);
    made.append(shanbenBoth(words));
    return made;
  }

  function button(words, act) {
    var made = ours("button", words);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function show(block) {
    var entry = told.lines[block.id];
    close();
    block.classList.add("sb-edited");
    panel = document.createElement("aside");
    panel.className = "sb-editing";
    panel.setAttribute("aria-label", "编辑文件 · Edition file");
    panel.append(part("code", entry ? told.file + ":" + entry[0] : told.file));
    if (entry) panel.append(part("pre", entry[1]));
    else panel.append(ours("p", told.drafted
      ? "还没有编辑文件：shanben propose " + told.source + " · There is no edition file yet."
      : "编辑文件里没有哪一条说到它 · No entry names it."));
    var row = part("p", "", "sb-editing-does");
    var place = entry ? told.file + ":" + entry[0] : told.drafted ? "shanben propose " + told.source : told.file;
    row.append(button(entry ? "复制位置 · Copy the place" : "复制 · Copy", function () { copy(this, place); }));
    row.append(button("关闭 · Close", close));
    panel.append(row);
    document.body.append(panel);
  }

  document.querySelector(".md-content__inner").addEventListener("click", function (event) {
    if (event.target.closest("a, button, input, summary, .sb-mark, .sb-facing") || String(getSelection())) return;
    var block = event.target.closest("[id]");
    while (block && !told.lines[block.id] && !told.drafted) block = block.parentElement && block.parentElement.closest("[id]");
    if (block && block.closest(".md-content__inner")) show(block);
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });
})();
