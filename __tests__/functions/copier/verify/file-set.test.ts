import fc from "fast-check";
import { FileSet } from "../../../../functions/copier/verify/file-set";

it("counts texts as a list would, whatever is asked in between", () => {
  const texts = fc.array(fc.string({ maxLength: 3 }), { maxLength: 3000, size: "large" });
  fc.assert(
    fc.property(texts, fc.array(fc.string({ maxLength: 3 })), (list, questions) => {
      const set = new FileSet();
      const counts = new Map<string, number>();
      for (const [at, text] of list.entries()) {
        set.add(text);
        counts.set(text, (counts.get(text) ?? 0) + 1);
        if (at % 500 === 0) expect(set.has(text)).toBe(true);
      }
      for (const text of [...questions, ...list.slice(0, 50)])
        expect(set.count(text)).toBe(counts.get(text) ?? 0);
    }),
    { numRuns: 30 },
  );
});
