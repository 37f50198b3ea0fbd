"use strict";
// The editor of queries: SPARQL in colours, the keys, and the mark at a mistake.
(globalThis.paradiplomacy ??= {}).Editor = class Editor {
  /** In text that is nested deeper the parser of the colours overruns the stack, and the text would not be taken. */
  static #DEEPEST = 500;
  #view;

  /** An editor in `parent`, called `label` and described by the element `help`; `onRun` is called at Ctrl+Enter. */
  constructor(parent, { label, help, onRun }) {
    const part = vendored.codemirror;
    const run = () => (onRun(), true);
    const colours = new part.Compartment();
    const coloured = part.sparql();
    const chosen = ({ docChanged, newDoc, startState }) => {
      const wanted = docChanged && (Editor.#isDeep(newDoc.toString()) ? [] : coloured);
      return wanted && wanted !== colours.get(startState) ? { effects: colours.reconfigure(wanted) } : null;
    };
    this.#view = new part.EditorView({
      parent,
      state: part.EditorState.create({
        extensions: [
          part.lineNumbers(),
          part.history(),
          part.bracketMatching(),
          part.highlightActiveLine(),
          part.syntaxHighlighting(part.classHighlighter),
          colours.of(coloured),
          part.EditorState.transactionExtender.of(chosen),
          part.EditorView.lineWrapping,
          part.EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": help, tabindex: "0" }),
          // Tab is bound to nothing, so that it leaves the editor.
          part.keymap.of([{ key: "Mod-Enter", run }, ...part.defaultKeymap, ...part.historyKeymap]),
        ],
      }),
    });
  }

  static #isDeep(text) {
    let depth = 0;
    for (const sign of text) {
      if ("{([".includes(sign) && ++depth > Editor.#DEEPEST) return true;
      if ("})]".includes(sign)) depth--;
    }
    return false;
  }

  get text() {
    return this.#view.state.doc.toString();
  }

  set text(text) {
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
    this.unmark();
  }

  /** Put a line at the top. */
  addLine(line) {
    this.#view.dispatch({ changes: { from: 0, insert: `${line}\n` } });
  }

  focus() {
    this.#view.focus();
  }

  /** Mark the line with the mistake, put the cursor at it, and show it. */
  mark({ line, column }, message) {
    const { doc } = this.#view.state;
    const { from, to } = doc.line(Math.min(line, doc.lines));
    const mistake = [{ from, to, severity: "error", message }];
    this.#view.dispatch(vendored.codemirror.setDiagnostics(this.#view.state, mistake));
    const anchor = Math.min(from + column - 1, to);
    this.#view.dispatch({ selection: { anchor }, scrollIntoView: true });
    this.#view.contentDOM.setAttribute("aria-invalid", "true");
  }

  unmark() {
    this.#view.dispatch(vendored.codemirror.setDiagnostics(this.#view.state, []));
    this.#view.contentDOM.removeAttribute("aria-invalid");
  }
};
