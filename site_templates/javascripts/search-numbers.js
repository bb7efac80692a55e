/* The other ways of writing the numbers and dates of a query: 第十二条 and 第12条, 2023-03-27 and 二〇二三年三月二十七日. Of folded
   text. For search-query.js and search.js. */
(() => {
  "use strict";
  const shanben = window.shanben;

  // numbers
  const ONES = "零一二三四五六七八九", UNITS = ["", "十", "百", "千"], DIVISIONS = "条章节编款项";
  const ENGLISH = { article: "条", chapter: "章", section: "节", part: "编", paragraph: "款" };

  function han(value) {
    const digits = String(value);
    return [...digits].map((digit, place) => (+digit ? ONES[digit] + UNITS[digits.length - 1 - place] : "零")).join("")
      .replace(/零+/g, "零").replace(/^一十/, "十").replace(/(.)零$/, "$1");
  }

  function number(numeral) {
    let total = 0, digit = 0;
    for (const character of numeral.replace("〇", "零")) {
      const unit = UNITS.indexOf(character);
      if (unit > 0) total += (digit || 1) * 10 ** unit, (digit = 0);
      else digit = ONES.indexOf(character);
    }
    return total + digit;
  }

  /** 第十二条, 第12条, article 12. */
  function articles(phrase) {
    const digits = phrase
      .replace(/\b(article|chapter|section|part|paragraph) ?(\d{1,4})\b/g, (_, word, value) => `第${value}${ENGLISH[word]}`)
      .replace(RegExp(`第([${ONES}〇十百千]{1,9})(?=[${DIVISIONS}])`, "g"), (_, numeral) => `第${number(numeral)}`);
    return [digits, digits.replace(RegExp(`第(\\d{1,4})(?=[${DIVISIONS}])`, "g"), (_, value) => `第${han(value)}`)];
  }

  // dates
  const REPUBLIC = 1911; // the year before the first of its calendar
  const MONTHS = "january february march april may june july august september october november december".split(" ");
  const DIGIT = `${ONES}〇`, NUMERAL = `${DIGIT}十百廿卅`, NUMBER = `\\d{1,2}|[${NUMERAL}]{1,4}`;
  const BEFORE = `(?<![\\d${NUMERAL}])`, AFTER = `(?![\\d${NUMERAL}])`;
  const named = `(${MONTHS.join("|")})`;

  const value = (written) => {
    if (/^\d/.test(written)) return +written;
    const plain = written.replace("廿", "二十").replace("卅", "三十");
    return /[十百]/.test(plain) ? number(plain) : +[...plain].map((one) => ONES.indexOf(one.replace("〇", "零"))).join("");
  };
  const month = (name) => MONTHS.indexOf(name) + 1;

  /** How a date is written, and what its year, month and day are; 0 where it has none. */
  const DATES = [
    [`${BEFORE}(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)`, (year, _, month, day) => [+year, +month, +day]],
    [`${BEFORE}(\\d{4})[-/](\\d{1,2})(?![\\d/-])`, (year, month) => [+year, +month, 0]],
    [`(?:中华)?民国(\\d{1,3}|[${NUMERAL}]{1,5}|元)年(?:(${NUMBER})月)?(?:(${NUMBER})[日号])?`,
      (year, month, day) => [REPUBLIC + (year === "元" ? 1 : value(year)), month, day].map((one) => (one ? value(String(one)) : 0))],
    [`${BEFORE}(\\d{4}|[${DIGIT}]{4})年(?:(${NUMBER})月)?(?:(${NUMBER})[日号])?`,
      (year, month, day) => [year, month, day].map((one) => (one ? value(one) : 0))],
    [`${BEFORE}(${NUMBER})月(${NUMBER})[日号]`, (month, day) => [0, value(month), value(day)]],
    [`${BEFORE}(\\d{1,2}) ${named} (\\d{4})(?!\\d)`, (day, name, year) => [+year, month(name), +day]],
    [`${named} (\\d{1,2}),? ?(\\d{4})(?!\\d)`, (name, day, year) => [+year, month(name), +day]],
    [`${named} (\\d{4})(?!\\d)`, (name, year) => [+year, month(name), 0]],
  ].map(([written, read]) => ({ written: RegExp(written, "u"), read }));

  /** The first date of a phrase: {written, year, month, day}. */
  function dateIn(phrase) {
    for (const { written, read } of DATES) {
      const match = written.exec(phrase);
      if (!match) continue;
      const [year, month, day] = read(...match.slice(1));
      const real = (!year || (year > 999 && year < 2200)) && month < 13 && day < 32 && (month || !day) && (year || day);
      if (real) return { written: match[0], year, month, day };
    }
    return null;
  }

  const two = (number) => String(number).padStart(2, "0");
  const each = (number) => [...String(number)].map((digit) => ONES[digit]).join("");

  /** A date in every form: with figures, numerals and in English, by the common calendar and that of the Republic. */
  function forms({ year, month, day }) {
    const found = [];
    const rest = (write) => (month ? `${write(month)}月` : "") + (day ? `${write(day)}日` : "");
    const since = year - REPUBLIC, republic = since > 0;
    if (!year) return [rest(String), rest(two), rest(han)];
    if (month)
      for (const mark of "-/.") // 2023.3 may be a number, 2023.3. begins a date
        for (const write of [two, String]) found.push([year, write(month), day ? write(day) : mark === "." ? "" : []].flat().join(mark));
    for (const one of [year, ...(republic ? [`民国${since}`] : [])]) found.push(`${one}年${rest(String)}`, `${one}年${rest(two)}`);
    if (month) {
      const name = MONTHS[month - 1];
      found.push(...(day ? [`${day} ${name} ${year}`, `${name} ${day},${year}`] : [`${name} ${year}`]));
    }
    const said = each(year);
    const counted = republic ? [han(since), han(since).replace("百一十", "百十"), each(since), since === 1 ? "元" : ""] : [];
    for (const one of [said.replace(/零/g, "〇"), said, ...counted.filter(Boolean).map((name) => `民国${name}`)])
      found.push(`${one}年${rest(han)}`);
    return found;
  }

  const inEachForm = (phrase) => {
    const date = dateIn(phrase);
    return date ? forms(date).map((form) => phrase.replace(date.written, () => form)) : [];
  };

  const edge = RegExp(`[\\d${NUMERAL}]`, "u");

  /** What finds a phrase with a date, and not in a longer number: 1月2日 is not 11月2日. Nothing for other phrases. */
  function dated(phrase) {
    if (!dateIn(phrase)) return null;
    const plain = phrase.replace(/[$(-+./?[-^{|}]/g, "\\$&");
    return RegExp((edge.test([...phrase][0]) ? BEFORE : "") + plain + (edge.test([...phrase].at(-1)) ? AFTER : ""), "u");
  }

  /** A phrase and the other ways of writing its numbers and its date. */
  const variants = (phrase) => [...new Set([phrase, ...articles(phrase), ...inEachForm(phrase)])];

  shanben.written = { variants, dated };
})();
