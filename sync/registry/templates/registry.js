"use strict";
// Filters the table that is already there; without this script the whole list stands.
(function () {
  const form = document.getElementById("filters");
  const table = document.getElementById("providers");
  const told = document.getElementById("shown");
  if (!form || !table) return;
  const rows = Array.from(table.tBodies[0].rows);
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const texts = rows.map((row) => fold(row.textContent));
  const whole = told.textContent;

  function show() {
    const words = fold(form.elements.words.value).split(/\s+/).filter(Boolean);
    const chosen = Array.from(form.querySelectorAll("select")).filter((one) => one.value);
    let count = 0;
    rows.forEach((row, at) => {
      const fits =
        chosen.every((one) => (row.dataset[one.name] || "").split("|").includes(one.value)) &&
        words.every((word) => texts[at].includes(word));
      row.hidden = !fits;
      count += fits;
    });
    const shown = told.dataset.shown.replace("##", rows.length).replace("#", count);
    told.textContent = chosen.length || words.length ? (count ? shown : told.dataset.none) : whole;
  }

  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
