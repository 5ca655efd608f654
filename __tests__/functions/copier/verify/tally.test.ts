import fc from "fast-check";
import { NO_FILES, sameFiles, sumOf, TallyCounter } from "../../../../functions/copier/verify/tally";
import { tallySchema, type Tally } from "../../../../functions/shared/manifest";

interface File {
  readonly name: string;
  readonly bytes: number;
}

const file: fc.Arbitrary<File> = fc.record({
  name: fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }),
  bytes: fc.nat(2 ** 40),
});
const files = fc.uniqueArray(file, { selector: ({ name }) => name, maxLength: 40 });

function tallyOf(list: readonly File[], start?: Tally): Tally {
  const counter = new TallyCounter(start);
  for (const { name, bytes } of list) counter.add(name, bytes);
  return counter.tally();
}

describe("a tally", () => {
  it("is one of a manifest's, also of nothing", () => {
    expect(tallySchema.parse(NO_FILES)).toEqual({ files: 0, bytes: 0, fingerprint: "0".repeat(64) });
    fc.assert(
      fc.property(files, (list) => {
        expect(tallySchema.parse(tallyOf(list))).toEqual({
          files: list.length,
          bytes: list.reduce((sum, { bytes }) => sum + bytes, 0),
          fingerprint: expect.any(String),
        });
      }),
    );
  });

  it("does not depend on the order of the files", () => {
    const shuffled = files.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(sameFiles(tallyOf(list), tallyOf(other))).toBe(true);
      }),
    );
  });

  it("does not depend on where the counting was left and taken up again, nor on what was counted apart", () => {
    fc.assert(
      fc.property(files, fc.nat(), (list, cut) => {
        const at = cut % (list.length + 1);
        const whole = tallyOf(list);
        const [head, tail] = [list.slice(0, at), list.slice(at)];
        expect(tallyOf(tail, tallyOf(head))).toEqual(whole);
        expect(sumOf([tallyOf(tail), tallyOf(head), NO_FILES])).toEqual(whole);
      }),
    );
  });

  it("differs for any file that has another name or size, is missing, is surplus, or is there twice", () => {
    const changes = fc
      .uniqueArray(file, { selector: ({ name }) => name, minLength: 2, maxLength: 20 })
      .chain(([extra, ...list]) =>
        fc.record({
          extra: fc.constant(extra!),
          list: fc.constant(list),
          at: fc.nat(list.length - 1),
          by: fc.integer({ min: 1, max: 1000 }),
        }),
      );
    fc.assert(
      fc.property(changes, ({ list, extra, at, by }) => {
        const whole = tallyOf(list);
        const one = list[at]!;
        const others: readonly (readonly File[])[] = [
          list.with(at, { ...one, bytes: one.bytes + by }),
          list.with(at, { ...one, name: extra.name }),
          list.toSpliced(at, 1),
          [...list, extra],
          [...list, one],
        ];
        for (const other of others) expect(sameFiles(tallyOf(other), whole)).toBe(false);
      }),
    );
  });

  it("tells apart files that have exchanged their sizes", () => {
    const one = tallyOf([
      { name: "a", bytes: 1 },
      { name: "b", bytes: 2 },
    ]);
    const other = tallyOf([
      { name: "a", bytes: 2 },
      { name: "b", bytes: 1 },
    ]);
    expect([one.files, one.bytes]).toEqual([other.files, other.bytes]);
    expect(sameFiles(one, other)).toBe(false);
  });
});
