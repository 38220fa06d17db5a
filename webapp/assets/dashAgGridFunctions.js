/* Grids in the tokens of the interface: one theme, both modes, no drawing again. */
var dagfuncs = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});

dagfuncs.kindredTheme = function (theme) {
  return theme.withParams({
    backgroundColor: "var(--kg-background)",
    foregroundColor: "var(--kg-foreground)",
    textColor: "var(--kg-foreground)",
    headerBackgroundColor: "var(--kg-header-background)",
    headerTextColor: "var(--kg-header-text)",
    headerFontWeight: 500,
    headerFontSize: 12,
    fontSize: 13,
    fontFamily: "inherit",
    borderColor: "var(--kg-border)",
    rowHoverColor: "var(--kg-row-hover)",
    selectedRowBackgroundColor: "var(--kg-selected-row)",
    oddRowBackgroundColor: "var(--kg-odd-row)",
    accentColor: "var(--kg-accent)",
    chromeBackgroundColor: "var(--kg-chrome)",
    menuBackgroundColor: "var(--kg-menu)",
    menuShadow: "var(--kg-menu-shadow)",
    inputBorder: "1px solid var(--kg-input-border)",
    rangeSelectionBorderColor: "var(--kg-range)",
    invalidColor: "var(--kg-invalid)",
    pinnedColumnBorder: "1px solid var(--kg-pinned-line)",
    rowHeight: 36,
    headerHeight: 34,
    cellHorizontalPadding: 12,
    wrapperBorder: false,
    columnBorder: false,
    browserColorScheme: "inherit",
  });
};
