import createBidi from "bidi-js";

const bidi = createBidi();

/** Text in lines no wider than there is room, by what `widthOf` measures; a word that is wider itself is cut. */
export function wrap(text: string, room: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((one) => pieces(one, room, widthOf))) {
    const longer = line ? `${line} ${word}` : word;
    if (line && widthOf(longer) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function pieces(word: string, room: number, widthOf: (text: string) => number): string[] {
  if (widthOf(word) <= room) return [word];
  const found: string[] = [];
  let piece = "";
  for (const letter of word) {
    if (piece && widthOf(piece + letter) > room) {
      found.push(piece);
      piece = "";
    }
    piece += letter;
  }
  return [...found, piece];
}

/**
 * The pieces of a line whose letters go one way, from left to right, each in the order in which it is read: the Unicode
 * Bidirectional Algorithm.
 */
export function runsOf(line: string): string[] {
  const { levels } = bidi.getEmbeddingLevels(line);
  const mirrored = bidi.getMirroredCharactersMap(line, levels);
  const runs: { text: string; level: number }[] = [];
  for (let at = 0; at < line.length; at++) {
    const level = levels[at]!;
    const text = mirrored.get(at) ?? line[at]!;
    const last = runs.at(-1);
    if (last?.level === level) last.text += text;
    else runs.push({ text, level });
  }
  for (let level = Math.max(...levels); level > 0; level--) {
    for (let from = 0; from < runs.length; from++) {
      let to = from;
      while (to < runs.length && runs[to]!.level >= level) to++;
      if (to - from > 1) runs.splice(from, to - from, ...runs.slice(from, to).reverse());
      from = Math.max(from, to);
    }
  }
  return runs.map(({ text }) => text);
}
