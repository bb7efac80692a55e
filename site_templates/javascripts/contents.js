// The contents of the whole work, from the button in the header or by the key t. Without this script the button is a
// link to the work's first page. The entries come from a script of the work's own, asked for at the first press.
(function () {
  "use strict";
  var button = document.querySelector(".sb-contents-open");
  var dialog = document.getElementById("sb-outline");
  if (!button || !dialog || !dialog.showModal) return;

  var root = new URL("..", document.currentScript.src).href;
  var list = dialog.querySelector("nav");

  function address(path) {
    var url = new URL(path, root);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url.href;
  }

  function entries(tree) {
    var shown = document.createElement("ol");
    tree.forEach(function (entry) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      var original = document.createElement("span");
      original.className = "sb-original";
      entry[1].forEach(function (piece, at) { original.append(at ? document.createElement("wbr") : "", piece); });
      link.href = address(entry[0]);
      link.append(original);
      Object.keys(entry[2]).forEach(function (language) {
        var words = document.createElement("span");
        words.className = "sb-translation";
        words.lang = language;
        words.textContent = entry[2][language];
        link.append(" ", words);
      });
      item.append(link);
      if (entry[3].length) item.append(entries(entry[3]));
      shown.append(item);
    });
    return shown;
  }

  window.shanbenContents = function (tree) { list.replaceChildren(entries(tree)); };

  // The place that the contents beside the text mark (place.js), else the last heading of the window's upper third.
  function present() {
    var beside = document.querySelector(".md-nav--secondary [aria-current=location]");
    var here = location.href.split("#")[0].split("?")[0];
    var current = null;
    list.querySelectorAll("a").forEach(function (link) {
      link.removeAttribute("aria-current");
      var parts = link.href.split("#");
      var place = parts[0] === here && document.getElementById(parts[1]);
      var read = beside ? beside.hash === link.hash : !current || place && place.getBoundingClientRect().top < innerHeight / 3;
      if (place && read) current = link;
    });
    if (!current) return;
    current.setAttribute("aria-current", "location");
    current.focus();
    current.scrollIntoView({ block: "center" });
  }

  function show() {
    if (dialog.open) return dialog.close();
    if (list.children.length) {
      dialog.showModal();
      return present();
    }
    if (document.getElementById("sb-outline-entries")) return;
    var script = document.createElement("script");
    script.id = "sb-outline-entries";
    script.src = button.dataset.sbOutline;
    script.addEventListener("load", show);
    script.addEventListener("error", function () { location.href = button.href; });
    document.head.append(script);
  }

  button.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show();
  });
  dialog.addEventListener("click", function (event) {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
})();
