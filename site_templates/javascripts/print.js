// Print: running heads, links as notes, and page numbers in the contents. Chromium fills margin boxes but has neither
// target-counter nor string-set: pages are counted by letting the text flow through columns as large as a page.
(function () {
  "use strict";
  var root = document.documentElement;
  var article = document.querySelector(".md-content__inner");
  var sheet = document.getElementById("sb-print");
  if (!article || !sheet) return;

  function words(selector) {
    var found = document.querySelector(selector);
    if (!found) return "";
    var copy = found.cloneNode(true);
    var shown = found.querySelectorAll("*");
    copy.querySelectorAll("*").forEach(function (part, place) {
      if (getComputedStyle(shown[place]).display === "none") part.remove(); // what another language says
    });
    var beside = copy.querySelector(".sb-original") ? ".sb-translation, " : ""; // who reads English alone has the English
    copy.querySelectorAll(beside + "rt, small, .sb-badge").forEach(function (part) { part.remove(); });
    return copy.textContent.trim();
  }

  // running heads: the work, and on a page of one section its heading, else the site

  function heads() {
    var record = document.getElementById("sb-citation");
    var heading = words(".md-content h1");
    var work = words(".sb-cover-title") || (record ? JSON.parse(record.textContent).item.title : heading);
    var site = words(".md-header__topic");
    root.style.setProperty("--sb-running", JSON.stringify(work));
    root.style.setProperty("--sb-running-section", JSON.stringify(heading === work || words(".sb-cover-title") ? site : heading));
  }

  // links as notes

  function address(link) {
    var canonical = document.querySelector("link[rel=canonical]");
    return link.getAttribute("href").startsWith("#") ? "" : new URL(link.getAttribute("href"), canonical ? canonical.href : location.href).href;
  }

  // Ways about the library, of which a page can be full: on paper their addresses would bury what it says.
  var UNNOTED = "nav, dialog, .sb-backlinks, .sb-contents, .sb-card, .sb-take-along, .sb-whole, .sb-source, .sb-print-contents, .sb-pair-head, " +
    ".sb-pair-heads, .sb-history, .sb-ways, .sb-group, .sb-version-list, .sb-version-pairs, .sb-used, .sb-uses, " +
    ".sb-orders, .sb-orders ~ ul";

  function notes() {
    var numbers = new Map();
    article.querySelectorAll("p > a[href]:not([class]), li > a[href]:not([class]), a.sb-reference").forEach(function (link) {
      var url = address(link);
      if (!url || link.closest(UNNOTED)) return;
      if (!numbers.has(url)) numbers.set(url, numbers.size + 1);
      var number = document.createElement("sup");
      number.className = "sb-link-number";
      number.textContent = numbers.get(url);
      link.after(number);
    });
    if (!numbers.size) return;
    var shown = document.createElement("section");
    shown.className = "sb-link-notes";
    var list = document.createElement("ol");
    numbers.forEach(function (number, url) {
      var item = document.createElement("li");
      item.textContent = number + "　" + decodeURI(url);
      list.append(item);
    });
    shown.append(list);
    article.append(shown);
  }

  // page numbers

  function count() {
    var entries = article.querySelectorAll(".sb-print-contents a");
    if (!entries.length) return;
    entries.forEach(function (entry) { // its number stands behind the leader, and takes its room while pages are counted
      if (entry.querySelector(".sb-page")) return;
      var page = document.createElement("span");
      page.className = "sb-page";
      entry.append(page);
    });
    sheet.media = "all";
    root.classList.add("sb-paged");
    var content = article.parentElement;
    var start = content.getBoundingClientRect().left;
    var style = getComputedStyle(content);
    var step = parseFloat(style.width) + parseFloat(style.columnGap);
    var pages = Array.prototype.map.call(entries, function (entry) {
      var place = document.getElementById(decodeURIComponent(entry.hash.slice(1)));
      var box = place && place.getClientRects()[0];
      return box ? Math.floor((box.left - start + 1) / step) + 1 : "";
    });
    root.classList.remove("sb-paged");
    sheet.media = "print";
    entries.forEach(function (entry, at) { entry.lastElementChild.textContent = pages[at]; });
  }

  window.addEventListener("beforeprint", function () {
    heads();
    notes();
    count();
  });
  window.addEventListener("afterprint", function () {
    article.querySelectorAll(".sb-link-number, .sb-link-notes").forEach(function (part) { part.remove(); });
  });
})();
