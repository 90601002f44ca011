/** Joins the pieces in which a stream comes, so that only whole lines are handed on: several processes write into one log. */
export function wholeLines(handOn: (lines: string) => void): (piece: string) => void {
  let begun = '';
  return (piece) => {
    const end = piece.lastIndexOf('\n') + 1;
    if (end > 0) handOn(begun + piece.slice(0, end));
    begun = end > 0 ? piece.slice(end) : begun + piece;
  };
}
