/**
 * The menu, and what its sidebar asks for. Nothing here throws at a person either.
 */

/** Puts the menu into the sheet when it is opened. */
function onOpen() {
  SpreadsheetApp.getUi()
    .createMenu("Rostercheck")
    .addItem(text_("menu_check", {}), "rostercheckCheckNow")
    .addItem(text_("menu_explain", {}), "rostercheckExplainRow")
    .addItem(text_("menu_gaps", {}), "rostercheckShowGaps")
    .addSeparator()
    .addItem(text_("menu_clear", {}), "rostercheckClearMarks")
    .addSeparator()
    .addItem(text_("menu_connect", {}), "rostercheckConnect")
    .addToUi();
}

/** Menu: checks this sheet, puts the flags into it, and shows the gap list. */
function rostercheckCheckNow() {
  sidebar_({ do: "check" });
}

/** Menu: shows the gap list, and writes nothing. */
function rostercheckShowGaps() {
  sidebar_({ do: "gaps" });
}

/** Menu: says everything about whom the row of the cursor is about. */
function rostercheckExplainRow() {
  const sheet = SpreadsheetApp.getActiveSheet();
  const cell = sheet.getActiveCell();
  sidebar_({ do: "explain", sheet: sheet.getName(), row: cell.getRow() });
}

/** Menu: asks, and then takes off everything that Rostercheck wrote. */
function rostercheckClearMarks() {
  const ui = SpreadsheetApp.getUi();
  const sure = ui.alert(text_("menu_clear", {}), text_("clear_sure", {}), ui.ButtonSet.YES_NO);
  if (sure === ui.Button.YES) {
    sidebar_({ do: "clear" });
  }
}

/** Menu: asks for the address and the token, keeps them with this script, and tries them. */
function rostercheckConnect() {
  const ui = SpreadsheetApp.getUi();
  const known = PropertiesService.getScriptProperties();
  const before = known.getProperty("ROSTERCHECK_URL") || SETTINGS_.url;
  const address = prompted_(ui, text_("connect_address", { address: before })) || before;
  if (!isEncrypted_(address)) {
    ui.alert(text_("connect_https", {}));
    return;
  }
  const token = prompted_(ui, text_("connect_token", {}));
  if (!token) {
    ui.alert(text_("connect_nothing", {}));
    return;
  }
  known.setProperties({ ROSTERCHECK_URL: address, ROSTERCHECK_TOKEN: token });
  const said = ask_("functions", null);
  ui.alert(said.problem === undefined ? text_("connect_well", {}) : said.problem);
}

/**
 * @param {GoogleAppsScript.Base.Ui} ui
 * @param {string} question
 * @return {string} what was typed; "" where nothing was, or Cancel was clicked.
 */
function prompted_(ui, question) {
  const said = ui.prompt("Rostercheck", question, ui.ButtonSet.OK_CANCEL);
  return said.getSelectedButton() === ui.Button.OK ? said.getResponseText().trim() : "";
}

/**
 * @param {{do: string, sheet?: string, row?: number}} ask what the sidebar is to do first.
 */
function sidebar_(ask) {
  const template = HtmlService.createTemplateFromFile("sidebar");
  template.data = JSON.stringify({ ask: ask, texts: SETTINGS_.texts, language: SETTINGS_.language });
  SpreadsheetApp.getUi().showSidebar(template.evaluate().setTitle("Rostercheck"));
}

/**
 * The sidebar calls this.
 *
 * @param {{do: string, sheet?: string, row?: number}} ask
 * @return {{lines: string[], gaps: any[], more: number, problem?: string}}
 */
function rostercheckDo(ask) {
  try {
    const said = ask_("sheets/" + ask.do, plain_(JSON.stringify(asked_(ask))));
    if (said.problem !== undefined) {
      return { lines: [], gaps: [], more: 0, problem: said.problem };
    }
    const content = said.content;
    return { lines: content.lines || [], gaps: content.gaps || [], more: content.more || 0 };
  } catch (error) {
    return { lines: [], gaps: [], more: 0, problem: text_("failed", { why: reason_(error) }) };
  }
}

/**
 * @param {{do: string, sheet?: string, row?: number}} ask
 * @return {Record<string, any>} the request, with this sheet and the day in its time zone.
 */
function asked_(ask) {
  const book = SpreadsheetApp.getActiveSpreadsheet();
  /** @type {Record<string, any>} */
  const request = {
    link: book.getUrl(),
    today: Utilities.formatDate(new Date(), book.getSpreadsheetTimeZone(), "yyyy-MM-dd"),
  };
  if (ask.do === "explain") {
    request.sheet = ask.sheet;
    request.row = ask.row;
  }
  return request;
}

/**
 * The sidebar calls this: puts the cursor on a cell.
 *
 * @param {string} sheet the name of the tab.
 * @param {string} cell such as B7.
 * @return {boolean} whether it is there.
 */
function rostercheckGoTo(sheet, cell) {
  const tab = SpreadsheetApp.getActiveSpreadsheet().getSheetByName(sheet);
  if (tab === null) {
    return false;
  }
  tab.activate();
  tab.getRange(cell).activate();
  return true;
}
