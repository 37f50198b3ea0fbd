// What the query page takes from CodeMirror 6: its own parts instead of the package "codemirror", whose search panel
// and completion nobody asked for here.
export { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
export { bracketMatching, syntaxHighlighting } from "@codemirror/language";
export { setDiagnostics } from "@codemirror/lint";
export { Compartment, EditorState } from "@codemirror/state";
export { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
export { classHighlighter } from "@lezer/highlight";
export { sparql } from "codemirror-lang-sparql";
