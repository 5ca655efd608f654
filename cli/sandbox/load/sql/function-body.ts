const OF_CREATE_ROUTINE = new Set(["create", "function", "procedure", "or", "replace"]);
const ROUTINES = new Set(["function", "procedure"]);

/**
 * Follows the bodies of routines that are not quoted (`BEGIN ATOMIC … END`), whose semicolons end no statement. It goes by
 * words, as psql does: PostgreSQL's grammar is not known here.
 */
export class FunctionBody {
  private readonly first: string[] = [];
  private depth = 0;

  get isOpen(): boolean {
    return this.depth > 0;
  }

  /** Takes the statement's next word. @param inParentheses whether it stands in any */
  take(word: string, inParentheses: boolean): void {
    if (this.first.length < 4) this.first.push(OF_CREATE_ROUTINE.has(word) ? word : "");
    if (inParentheses || !this.createsRoutine()) return;
    if (word === "begin") this.depth++;
    else if (word === "case" && this.depth > 0) this.depth++;
    else if (word === "end" && this.depth > 0) this.depth--;
  }

  private createsRoutine(): boolean {
    const [create, second = "", third, fourth = ""] = this.first;
    if (create !== "create") return false;
    return ROUTINES.has(second) || (second === "or" && third === "replace" && ROUTINES.has(fourth));
  }
}
