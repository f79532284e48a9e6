/**
 * Turns what a sheet hands over into what the server reads. Blank rows and columns at the end are
 * cut off, so that a whole column such as A:K costs no more than what stands in it.
 */

/**
 * @param {any} given a cell, a block of cells, or nothing.
 * @param {string} zone the time zone of the sheet, in which its dates are meant.
 * @return {any}
 */
function argument_(given, zone) {
  if (given === undefined || given === null) {
    return null;
  }
  if (!Array.isArray(given)) {
    return cell_(given, zone);
  }
  const rows = given.map((row) => (Array.isArray(row) ? row : [row]));
  const height = rows.reduce((last, row, at) => (row.some(filled_) ? at + 1 : last), 0);
  const full = rows.slice(0, height);
  const width = full.reduce((most, row) => Math.max(most, width_(row)), 0);
  return full.map((row) => row.slice(0, width).map((cell) => cell_(cell, zone)));
}

/**
 * @param {any[]} row
 * @return {number} how far something stands in it.
 */
function width_(row) {
  let width = row.length;
  while (width > 0 && !filled_(row[width - 1])) {
    width -= 1;
  }
  return width;
}

/**
 * @param {any} cell
 * @return {boolean} whether something stands in it. A box that nobody ticked is FALSE.
 */
function filled_(cell) {
  return !(cell === "" || cell === false || cell === null || cell === undefined);
}

/**
 * @param {any} cell
 * @param {string} zone
 * @return {any}
 */
function cell_(cell, zone) {
  if (cell === "" || cell === null || cell === undefined) {
    return null;
  }
  if (Object.prototype.toString.call(cell) === "[object Date]") {
    return moment_(cell, zone);
  }
  if (typeof cell === "number") {
    return isFinite(cell) ? cell : { error: "#NUM!" };
  }
  if (typeof cell === "string") {
    return /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|ERROR!)$/.test(cell)
      ? { error: cell }
      : cell;
  }
  return typeof cell === "boolean" ? cell : String(cell);
}

/**
 * A sheet hands over times and lengths of time as dates from its first day on, 30 December 1899.
 *
 * @param {Date} day
 * @param {string} zone
 * @return {any}
 */
function moment_(day, zone) {
  if (isNaN(day.getTime())) {
    return { error: "#VALUE!" };
  }
  const date = Utilities.formatDate(day, zone, "yyyy-MM-dd");
  const clock = Utilities.formatDate(day, zone, "HH:mm:ss");
  if (date === "1899-12-30") {
    return { time: clock };
  }
  const year = Number(date.slice(0, 4));
  if (year === 1899 || (year === 1900 && date < "1900-03-01")) {
    return length_(date, clock);
  }
  return { date: clock === "00:00:00" ? date : date + "T" + clock };
}

/**
 * @param {string} date
 * @param {string} clock
 * @return {string} a length of time of a day and more, in hours and minutes, such as 36:30.
 */
function length_(date, clock) {
  const days = Math.round((Date.parse(date) - Date.parse("1899-12-30")) / 86400000);
  const hours = days * 24 + Number(clock.slice(0, 2));
  return hours + clock.slice(2, 5);
}
