const HEADING = '## Unreleased\n';

/** What a changelog tells under "Unreleased", without the heading; null where it has no such heading. */
function unreleasedOf(text: string): { before: string; notes: string; after: string } | null {
  const at = text.indexOf(`\n${HEADING}`);
  if (at < 0) return null;
  const start = at + 1 + HEADING.length;
  const next = text.indexOf('\n## ', start);
  const end = next < 0 ? text.length : next + 1;
  return { before: text.slice(0, at + 1), notes: text.slice(start, end).trim(), after: text.slice(end) };
}

/**
 * Turns what stands under "Unreleased" into a version, `## 1.0.0 (2026-12-01)`; an empty "Unreleased" stays on top.
 *
 * @returns the changelog, and what it tells of the version; or why that cannot be, as one line
 */
export function cutVersion(
  text: string,
  version: string,
  day: string,
): { readonly text: string; readonly notes: string } | string {
  const found = unreleasedOf(text);
  if (!found) return 'CHANGELOG.md: has no heading "## Unreleased"';
  if (!/^- /m.test(found.notes)) return 'CHANGELOG.md: tells nothing under "Unreleased": say what changed';
  const heading = `## ${version} (${day})`;
  if (text.includes(`\n## ${version} (`)) return `CHANGELOG.md: has a heading for ${version} already`;
  const { before, notes, after } = found;
  return { text: `${before}${HEADING}\n${heading}\n\n${notes}\n${after && `\n${after}`}`, notes };
}
