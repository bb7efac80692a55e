// Facing source: beside each block's marks a button that shows the lines the block was read from, as they stood, with
// what was joined, left out or moved. The lines come from a script of the page's own, asked for at the first press.
(function () {
  "use strict";
  var place = document.querySelector("[data-sb-facing]");
  if (!place) return;

  var blocks = null, labels = null, waiting = null, panel = null, opener = null;

  function make(tag, name, words) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (words) element.textContent = words;
    return element;
  }

  // --- the lines -----------------------------------------------------------------------------------------------------

  window.shanbenFacing = function (found, words) {
    blocks = found;
    labels = words;
  };

  function load(then) {
    if (blocks) return then();
    waiting = then;
    if (document.getElementById("sb-facing-lines")) return;
    var script = document.createElement("script");
    script.id = "sb-facing-lines";
    script.src = place.dataset.sbFacing;
    script.addEventListener("load", function () { waiting(); });
    script.addEventListener("error", function () { script.remove(); });
    document.head.append(script);
  }

  function stretch(words, became) {
    if (became === "") return make("span", "sb-here", words);
    if (became === "elsewhere") {
      var other = make("span", "sb-elsewhere", words);
      other.title = "属别段 · belongs to another passage";
      return other;
    }
    var gap = make("span", "sb-gap" + (words.trim() ? " sb-gap-text" : ""), words);
    gap.dataset.reason = became;
    gap.title = labels[became];
    if (words.trim()) gap.append(make("span", "sb-unseen", "（" + labels[became] + "）"));
    return gap;
  }

  function list(lines) {
    var shown = make("ol");
    lines.forEach(function (line) {
      if (line[1]) {
        shown.append(make("li", "sb-facing-moved", "移 · Moved: 此处在来源第 " + line[0] + " 行 · in the source at line " + line[0]));
      }
      var item = make("li", "sb-facing-line");
      var words = make("span");
      item.append(make("span", "sb-line-number", String(line[0])), words);
      for (var at = 2; at < line.length; at += 2) words.append(stretch(line[at], line[at + 1]));
      shown.append(item);
    });
    return shown;
  }

  function tally(lines) {
    var joined = 0, left = 0, moved = 0;
    lines.forEach(function (line) {
      moved += line[1];
      for (var at = 3; at < line.length; at += 2) {
        if (line[at] === "line-break") joined += 1;
        else if (line[at] && line[at] !== "elsewhere") left += 1;
      }
    });
    var said = [[joined, "并 {} 行", "{} line end{s} joined"], [left, "略 {} 处", "{} stretch{es} left out"], [moved, "移 {} 处", "{} moved"]]
      .filter(function (one) { return one[0]; });
    function told(place) {
      return said.map(function (one) {
        return one[place].replace("{}", one[0]).replace(/\{(e?s)\}/, one[0] === 1 ? "" : "$1");
      }).join(place === 1 ? "，" : ", ");
    }
    return said.length ? told(1) + " · " + told(2) : "照录，未动 · as it stands";
  }

  // --- the panel -----------------------------------------------------------------------------------------------------

  function close(back) {
    if (!panel) return;
    panel.remove();
    panel = null;
    document.querySelectorAll(".sb-faced").forEach(function (block) { block.classList.remove("sb-faced"); });
    opener.setAttribute("aria-expanded", "false");
    opener.removeAttribute("aria-controls");
    if (back) opener.focus();
  }

  function open(button) {
    var mark = button.closest(".sb-mark");
    var receipt = mark.querySelector(".sb-receipt");
    var block = document.getElementById(mark.querySelector(".sb-permalink").hash.slice(1));
    var lines = blocks[block.id];
    close(false);
    opener = button;
    panel = make("section", "sb-facing");
    panel.id = "sb-facing";
    panel.tabIndex = -1;
    panel.setAttribute("aria-labelledby", "sb-facing-title");
    var title = make("p", "sb-facing-title", receipt.title);
    title.id = "sb-facing-title";
    var shut = make("button", "sb-facing-close", "×");
    shut.type = "button";
    shut.setAttribute("aria-label", "关闭 · Close");
    shut.addEventListener("click", function () { close(true); });
    var whole = make("a", "sb-facing-whole", "全部来源 · The whole source");
    whole.href = receipt.href;
    panel.append(title, shut, make("p", "sb-facing-tally", tally(lines)), list(lines), whole);
    mark.after(panel);
    panel.style.setProperty("--sb-top", block.offsetTop + "px");
    block.classList.add("sb-faced");
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-controls", panel.id);
    // Beside the last paragraph of a page the panel may be longer than what is left of it.
    var inner = panel.parentElement;
    inner.style.minHeight = "";
    if (getComputedStyle(panel).position === "absolute") {
      inner.style.minHeight = Math.max(inner.offsetHeight, panel.offsetTop + panel.offsetHeight) + "px";
    }
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  }

  document.querySelectorAll(".sb-marks").forEach(function (marks) {
    var receipt = marks.querySelector(".sb-receipt");
    if (!receipt) return;
    var button = make("button", "sb-face", "原");
    button.type = "button";
    button.title = "对照原文 · Facing source";
    button.setAttribute("aria-label", "对照原文 · Facing source: " + receipt.title);
    button.setAttribute("aria-expanded", "false");
    marks.append(" ", button);
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest(".sb-face");
    if (!button) return;
    if (button.getAttribute("aria-expanded") === "true") close(true);
    else load(function () { open(button); });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && panel && !document.querySelector("dialog[open]")) close(true);
  });
})();
