// A popover for marked terms, for calls of notes, and for badges, which tell the standing of a translation: on hover, focus and tap; closed by Escape. The glosses stand in the
// page, hidden, and the notes at its end, so this works from a folder too; without this script a marked term is a link to
// its entry in the glossary, and a call one to its note.
(function () {
  "use strict";

  var popover = null;
  var shownFor = null;
  var timer = 0;

  function glossOf(link) {
    var note = link.classList.contains("sb-call");
    return document.getElementById(note ? decodeURIComponent(link.hash.slice(1)) : link.getAttribute("aria-describedby"));
  }

  // Words for the popover: what is marked in a note bears addresses, and no address stands on a page twice.
  function copyOf(node) {
    var copy = node.cloneNode(true);
    if (copy.querySelectorAll) {
      copy.removeAttribute("id");
      copy.querySelectorAll("[id]").forEach(function (part) { part.removeAttribute("id"); });
    }
    return copy;
  }

  function make() {
    var box = document.createElement("div");
    box.className = "sb-popover md-typeset";
    box.setAttribute("role", "tooltip");
    box.id = "sb-popover";
    box.hidden = true;
    box.addEventListener("pointerenter", keep);
    box.addEventListener("pointerleave", hideSoon);
    document.body.appendChild(box);
    return box;
  }

  function show(link) {
    var badge = link.classList.contains("sb-badge");
    var gloss = badge ? null : glossOf(link);
    if (!gloss && !badge) return;
    keep();
    popover = popover || make();
    popover.textContent = "";
    if (badge) explain(link);
    else Array.prototype.forEach.call(gloss.childNodes, function (node) {
      popover.appendChild(copyOf(node));
    });
    var more = document.createElement("a");
    more.href = link.href;
    more.className = "sb-popover-more";
    more.append(shanbenBoth(badge ? "出处 · Source" : link.classList.contains("sb-call") ? "注释 · Notes" : "术语表 · Glossary"));
    if (!badge || link.href) popover.appendChild(more);
    popover.hidden = false;
    place(link);
    shownFor = link;
  }

  // A badge's title, in the place of the browser's own tooltip, which no finger and no key opens.
  function explain(badge) {
    if (!badge.dataset.sbWords) {
      badge.dataset.sbWords = window.shanbenWhole(badge, "title");
      badge.removeAttribute("title");
    }
    var parts = badge.dataset.sbWords.split(" · ");
    popover.append(shanbenBoth(parts.slice(0, 2).join(" · ")));
    if (parts.length > 2 && !badge.href) popover.append(" · " + parts.slice(2).join(" · "));
    badge.setAttribute("aria-describedby", popover.id);
  }

  document.querySelectorAll("small.sb-badge").forEach(function (badge) { badge.tabIndex = 0; });

  // Under the term, or above where there is no room, and never beyond the sides of the window.
  function place(link) {
    var boxes = link.getClientRects();
    var at = boxes[0] || link.getBoundingClientRect();
    var last = boxes[boxes.length - 1] || at;
    var width = popover.offsetWidth;
    var height = popover.offsetHeight;
    var room = document.documentElement.clientWidth;
    var left = Math.max(8, Math.min(at.left, room - width - 8));
    var below = last.bottom + 6;
    var top = below + height > window.innerHeight && at.top - height - 6 > 0 ? at.top - height - 6 : below;
    popover.style.left = left + window.scrollX + "px";
    popover.style.top = top + window.scrollY + "px";
  }

  function hide() {
    keep();
    if (popover) popover.hidden = true;
    shownFor = null;
  }

  function keep() {
    window.clearTimeout(timer);
  }

  function hideSoon() {
    keep();
    timer = window.setTimeout(hide, 200);
  }

  function termAt(event) {
    return event.target.closest ? event.target.closest(".sb-term-use, .sb-call, .sb-badge") : null;
  }

  document.addEventListener("pointerover", function (event) {
    var link = event.pointerType === "touch" ? null : termAt(event);
    if (link) show(link);
  });
  document.addEventListener("pointerout", function (event) {
    if (event.pointerType !== "touch" && termAt(event)) hideSoon();
  });
  document.addEventListener("focusin", function (event) {
    var link = termAt(event);
    if (link) show(link);
  });
  document.addEventListener("focusout", function (event) {
    if (termAt(event)) hideSoon();
  });
  // The first tap explains, the second follows the link.
  var touched = null;
  document.addEventListener("pointerdown", function (event) {
    touched = event.pointerType === "touch" ? { link: termAt(event), open: shownFor } : null;
    if (!termAt(event) && popover && !popover.contains(event.target)) hide();
  });
  document.addEventListener("click", function (event) {
    var link = termAt(event);
    if (link && touched && touched.link === link && touched.open !== link) {
      event.preventDefault();
      show(link);
    } else if (link && link.classList.contains("sb-call")) hide(); // the note itself is shown
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && shownFor) {
      event.stopPropagation();
      hide();
    }
  }, true);
})();
