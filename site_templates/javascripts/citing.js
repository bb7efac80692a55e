// Citing a passage: with this script the link ¶ beside a block also opens a dialog with its address, its citation in five
// styles, a quotation and its receipt.
(function () {
  "use strict";
  var record = document.getElementById("sb-citation");
  var dialog = document.getElementById("sb-citing");
  if (!record || !dialog || !dialog.showModal) return;

  var work = JSON.parse(record.textContent);
  var item = work.item;
  var output = dialog.querySelector("textarea");
  var copied = dialog.querySelector("[role=status]");
  var passage = null;

  // what is cited

  function words(block) {
    var copy = block.cloneNode(true);
    copy.querySelectorAll(".sb-translation, [data-sb-aside]").forEach(function (part) { part.remove(); });
    return copy.textContent.trim();
  }

  function two(number) { return (number < 10 ? "0" : "") + number; }

  function bracketed(text, names) {
    return names.some(function (name) { return work.supplied.indexOf(name) >= 0; }) ? "[" + text + "]" : text;
  }

  // Which version it is, and that it is an excerpt: behind the title in every style.
  function behind() { return (work.version ? "（" + work.version + "）" : "") + (work.excerpt ? "（节选）" : ""); }

  function facts() {
    var today = new Date();
    var date = item.issued ? item.issued["date-parts"][0] : null;
    return {
      author: item.author ? item.author[0].literal : "",
      shownAuthor: item.author ? bracketed(item.author[0].literal, ["author", "issuer"]) : "",
      title: item.title,
      wholeTitle: item.title + behind(),
      shownTitle: bracketed(item.title, ["title"]) + behind(),
      date: date,
      shownDate: date ? bracketed(date.map(function (part) { return part < 10 ? two(part) : part; }).join("-"), ["date"]) : "",
      today: today.getFullYear() + "-" + two(today.getMonth() + 1) + "-" + two(today.getDate()),
      parts: [today.getFullYear(), today.getMonth() + 1, today.getDate()],
      url: shanbenMarks.address(passage.id)
    };
  }

  // styles

  var MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];

  function longDate(parts) {
    return (parts[1] ? MONTHS[parts[1] - 1] + " " : "") + (parts[2] ? parts[2] + ", " : "") + parts[0];
  }

  function sentences(parts) {
    return parts.filter(Boolean).map(function (part) { return /[.。”]$/.test(part) ? part : part + "."; }).join(" ");
  }

  // Characters that mean something to TeX; a backslash is replaced first, by a command that holds none of them.
  function tex(text) {
    return text.replace(/[\\{}#$%&_~^]/g, function (char) {
      return { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" }[char] || "\\" + char;
    });
  }

  // What BibTeX wants beside a title.
  function held(entry) {
    var words = entry === "article" ? item["container-title"] : item.publisher || (item.author && item.author[0].literal);
    return words && tex(words);
  }

  var STYLES = {
    // GB/T 7714-2015, 8.8 and A.8. A number follows the title; an article (8.4) names its newspaper. What editors
    // supplied has no brackets here: they mean other things.
    gbt: function (cited) {
      var mark = work.form.gbt, article = /^[NJ]/.test(mark);
      var printed = article ? item["container-title"] : item.publisher;
      var number = item.number && mark.charAt(0) !== "J" ? ": " + item.number : "";
      var day = cited.date ? cited.date.map(two).join("-") : "";
      var date = mark.charAt(0) === "N" || !printed ? day : day.slice(0, 4);
      var when = printed || article ? [printed, date].filter(Boolean).join(", ") : date && "(" + date + ")";
      return sentences([cited.author, cited.wholeTitle + number + "[" + mark + "]", when + "[" + cited.today + "]", cited.url]);
    },
    // The Chicago Manual of Style, 17th edition, 14.207 (websites) and 11.9 (translated titles in brackets).
    chicago: function (cited) {
      var title = cited.shownTitle + (work.translated ? " [" + work.translated + "]" : "");
      return sentences([cited.shownAuthor, "“" + title + ".”", item["container-title"],
        cited.date ? bracketed(longDate(cited.date), ["date"]) : "", "Accessed " + longDate(cited.parts), cited.url]);
    },
    bibtex: function (cited) {
      var fields = [["author", cited.author && "{" + tex(cited.author) + "}"], ["title", "{" + tex(cited.wholeTitle) + "}"],
        [work.form.bibtex === "article" ? "journal" : "institution", work.form.bibtex !== "misc" && held(work.form.bibtex)],
        ["year", cited.date && String(cited.date[0])],
        ["date", cited.date && cited.date.map(two).join("-")],
        ["url", cited.url], ["urldate", cited.today], ["langid", "chinese"], ["note", tex(work.translated)]];
      return "@" + work.form.bibtex + "{" + item.id + ":" + passage.id + ",\n" + fields.filter(function (field) { return field[1]; })
        .map(function (field) { return "  " + field[0] + " = {" + field[1] + "}"; }).join(",\n") + "\n}";
    },
    // RIS (Research Information Systems). A translated title is a note: its tag TT is taken for the title by some.
    ris: function (cited) {
      var rows = [["TY", work.form.ris], ["AU", cited.author], ["TI", cited.wholeTitle],
        ["PY", cited.date && cited.date[0]], ["DA", cited.date && cited.date.map(two).concat(["", ""]).slice(0, 3).join("/")],
        ["PB", item.publisher || (item.type === "report" ? cited.author : "")], ["T2", /^article/.test(item.type) && item["container-title"]], ["T3", item["collection-title"]], ["M1", item.number], ["LA", item.language], ["N1", work.translated],
        ["UR", cited.url], ["Y2", cited.today.replace(/-/g, "/")]];
      return rows.filter(function (row) { return row[1]; }).concat([["ER", ""]])
        .map(function (row) { return row[0] + "  - " + row[1]; }).join("\n");
    },
    csl: function (cited) {
      var whole = Object.assign({}, item, {
        id: item.id + "#" + passage.id, title: cited.wholeTitle, URL: cited.url, accessed: { "date-parts": [cited.parts] }
      });
      return JSON.stringify([whole], null, 2);
    },
    quote: function (cited) {
      return "“" + words(passage) + "”\n——" + [cited.shownAuthor, "《" + cited.shownTitle + "》", cited.shownDate, cited.url]
        .filter(Boolean).join("，");
    }
  };

  // the dialog

  function show() {
    var style = dialog.querySelector("input:checked").value;
    output.value = STYLES[style](facts());
    output.rows = Math.min(12, output.value.split("\n").length + 2);
    copied.textContent = "";
  }

  function copy() {
    function done() { copied.replaceChildren(shanbenBoth("已复制 · Copied")); }
    function old() {
      output.select();
      if (document.execCommand("copy")) done();
    }
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(output.value).then(done, old);
    else old();
  }

  function open(mark) {
    passage = document.getElementById(mark.hash.slice(1));
    if (!passage) return;
    var receipt = mark.parentElement.querySelector(shanbenMarks.receipt);
    var link = dialog.querySelector("[data-sb-receipt]");
    link.href = receipt.href;
    link.replaceChildren(shanbenBoth(shanbenMarks.named(receipt)));
    dialog.querySelector("[data-sb-permalink]").href = mark.hash;
    dialog.querySelector("blockquote").textContent = words(passage).slice(0, 60) + (words(passage).length > 60 ? "…" : "");
    show();
    dialog.showModal();
  }

  document.addEventListener("click", function (event) {
    var mark = event.target.closest(shanbenMarks.itself);
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(mark);
  });
  dialog.addEventListener("change", show);
  dialog.querySelector("[data-sb-copy]").addEventListener("click", copy);
  dialog.querySelector("[data-sb-permalink]").addEventListener("click", function () { dialog.close(); });
  dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
})();
