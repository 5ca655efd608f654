/**
 * Orders keys as S3 lists them: by the bytes of their UTF-8. JavaScript compares UTF-16 units, which puts characters
 * beyond U+FFFF (surrogates) before U+E000 to U+FFFF; UTF-8 puts them behind.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}
