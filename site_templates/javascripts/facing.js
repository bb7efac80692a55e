// Facing source: beside each block's marks a button that shows the lines the block was read from, as they stood, with
// what was joined, left out or moved. The lines come from a script of the page's own, asked for at the first press.
// Where the pages of the document were kept, their pictures stand above the lines with the block's place marked; a
// picture is asked for when its block is opened.
(function () {
  "use strict";
  var place = document.querySelector("[data-sb-facing]");
  if (!place) return;

  var blocks = null, labels = null, print = null, waiting = null, panel = null, opener = null;

  function make(tag, name, words) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (words) element.append(name === "sb-here" || name === "sb-elsewhere" || /^sb-gap/.test(name) ? words : shanbenBoth(words));
    return element;
  }

  // the lines

  window.shanbenFacing = function (found, words, kept) {
    blocks = found;
    labels = words;
    print = kept || { marks: {}, sheets: {} };
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

  // The lines of a block with their words: characters that stand on the page were only counted, white space aside.
  function told(block) {
    var lines = blocks[block.id], words = shanbenWords.of(block).replace(/[\s\x1c-\x1f\x85]/g, ""), at = 0;
    if (typeof lines === "number") return [[lines, 0, words, ""]];
    return lines.map(function (line) {
      return line.map(function (part, place) {
        return place > 1 && typeof part === "number" ? words.slice(at, at += part) : part;
      });
    });
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
    if (words.trim()) {
      var unseen = make("span", "sb-unseen");
      unseen.append("（", shanbenBoth(labels[became]), "）");
      gap.append(unseen);
    }
    return gap;
  }

  function list(lines) {
    var shown = make("ol");
    lines.forEach(function (line) {
      if (line[1]) {
        shown.append(make("li", "sb-facing-moved", "移自来源第 " + line[0] + " 行 · Moved here from line " + line[0] + " of the source"));
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

  // the print

  // A page with the block's places on it. Its width is that of the view, times `zoom`.
  function paper(page, marks, zoom) {
    var sheet = print.sheets[page];
    var shown = make("div", "sb-sheet-paper");
    var image = make("img");
    image.alt = "";
    image.width = sheet[1];
    image.height = sheet[2];
    image.src = sheet[0];
    shown.style.width = Math.round(zoom * 100) + "%";
    shown.append(image);
    marks.forEach(function (mark) {
      var place = make("span", "sb-sheet-mark");
      ["left", "top", "width", "height"].forEach(function (side, at) { place.style[side] = mark[at + 1] + "%"; });
      shown.append(place);
    });
    return shown;
  }

  function view(page, marks, zoom, name) {
    var shown = make("div", name);
    shown.tabIndex = 0;
    shown.setAttribute("role", "group");
    shown.setAttribute("aria-label", "原件第 " + page + " 页 · Page " + page + " of the document");
    shown.append(paper(page, marks, zoom));
    return shown;
  }

  function reveal(shown) {
    var mark = shown.querySelector(".sb-sheet-mark");
    var beside = (shown.clientWidth - mark.offsetWidth) / 2;
    shown.scrollTop = Math.max(0, mark.offsetTop - Math.max(12, (shown.clientHeight - mark.offsetHeight) / 2));
    shown.scrollLeft = Math.max(0, mark.offsetLeft - Math.max(8, beside));
  }

  // The whole page, as large as the screen lets it be read.
  function enlarge(page, marks) {
    var dialog = make("dialog", "sb-dialog sb-sheet-dialog");
    var title = make("p", "sb-dialog-title", "原件第 " + page + " 页 · Page " + page + " of the document");
    title.id = "sb-sheet-title";
    dialog.setAttribute("aria-labelledby", title.id);
    var shut = make("button", "sb-dialog-close", "×");
    shut.type = "button";
    shut.setAttribute("aria-label", "关闭 · Close");
    shut.addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("close", function () { dialog.remove(); });
    var shown = view(page, marks, 1, "sb-sheet-whole");
    dialog.append(title, shut, shown);
    document.body.append(dialog);
    dialog.showModal();
    shown.firstChild.style.width = Math.round(1.6 * print.sheets[page][1]) + "px";
    reveal(shown);
    shown.focus({ preventScroll: true });
  }

  function figures(marks) {
    var pages = marks.map(function (mark) { return mark[0]; });
    return pages.filter(function (page, at) { return pages.indexOf(page) === at; }).map(function (page) {
      var here = marks.filter(function (mark) { return mark[0] === page; });
      var widest = Math.max.apply(null, here.map(function (mark) { return mark[3]; }));
      var figure = make("figure", "sb-sheet");
      // Wide enough for the place to fill the view, with a little of what is beside it.
      figure.append(view(page, here, Math.min(4, Math.max(1, 92 / widest)), "sb-sheet-view"));
      var caption = make("figcaption", "", "第 " + page + " 页 · Page " + page + " ");
      var larger = make("button", "sb-sheet-larger", "放大 · Enlarge");
      larger.type = "button";
      larger.addEventListener("click", function () { enlarge(page, here); });
      caption.append(larger);
      figure.append(caption);
      figure.querySelector("img").addEventListener("error", function () { figure.remove(); });
      return figure;
    });
  }

  function original() {
    var offered = make("a", "sb-facing-original", "下载原件 · Download the document");
    offered.href = print.original[0];
    offered.download = print.original[1];
    return offered;
  }

  // the panel

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
    var receipt = mark.querySelector(shanbenMarks.receipt);
    var block = document.getElementById(mark.querySelector(shanbenMarks.itself).hash.slice(1));
    var lines = told(block);
    close(false);
    opener = button;
    panel = make("section", "sb-facing");
    panel.id = "sb-facing";
    panel.tabIndex = -1;
    panel.setAttribute("aria-labelledby", "sb-facing-title");
    var title = make("p", "sb-facing-title", shanbenMarks.named(receipt));
    title.id = "sb-facing-title";
    var shut = make("button", "sb-facing-close", "×");
    shut.type = "button";
    shut.setAttribute("aria-label", "关闭 · Close");
    shut.addEventListener("click", function () { close(true); });
    var whole = make("a", "sb-facing-whole", "全部来源 · The whole source");
    whole.href = receipt.href;
    var sheets = figures(print.marks[block.id] || []);
    panel.classList.toggle("sb-facing-print", sheets.length > 0);
    panel.append(title, shut);
    panel.append.apply(panel, sheets);
    panel.append(make("p", "sb-facing-tally", tally(lines)), list(lines), whole);
    if (print.original) panel.append(original());
    mark.after(panel);
    panel.querySelectorAll(".sb-sheet-view").forEach(reveal);
    panel.style.setProperty("--sb-top", block.offsetTop + "px");
    block.classList.add("sb-faced");
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-controls", panel.id);
    // Beside the last paragraph of a page the panel may be longer than what is left of it.
    var inner = panel.closest(".md-content__inner");
    inner.style.minHeight = "";
    if (getComputedStyle(panel).position === "absolute") {
      // A note is a box of its own, narrower than the page with its marks: the panel stands beside the page.
      var page = inner.getBoundingClientRect();
      panel.style.setProperty("--sb-beside", page.right - panel.offsetParent.getBoundingClientRect().left + "px");
      inner.style.minHeight = Math.max(page.height, panel.getBoundingClientRect().bottom - page.top) + "px";
    }
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  }

  function facing(lines) { return "对照原文：" + lines[0] + " · Facing source: " + lines[1]; }

  document.querySelectorAll(".sb-mark > span").forEach(function (marks) {
    var receipt = marks.querySelector(shanbenMarks.receipt);
    if (!receipt) return;
    var button = make("button", "sb-face");
    [["sb-zh", "原"], ["sb-en sb-alone", "src"]].forEach(function (one) { button.append(make("span", one[0], one[1])); });
    button.type = "button";
    button.title = "对照原文 · Facing source";
    button.setAttribute("aria-label", facing(shanbenMarks.named(receipt).split(" · ")));
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
