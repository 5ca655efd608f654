import fc from "fast-check";
import { DEAD_LETTER_MAX_BYTES, deadLetterBody, readDeadLetter } from "../../../functions/shared/dead-letter";
import { withoutRefused } from "../../../functions/shared/sqs-text";

const letter = (original: string): Parameters<typeof deadLetterBody>[0] => ({
  function: "s3-to-s3-copier",
  code: "CODE",
  reason: "reason",
  remedy: "remedy",
  snapshot: null,
  exportTask: "a-1",
  failedAt: "2024-03-01T12:00:00.000Z",
  messageId: "m",
  original,
});

describe("a dead letter", () => {
  it("comes back as it was written, whatever it quotes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (original) => {
        expect(readDeadLetter(deadLetterBody(letter(original)))).toMatchObject(letter(original));
      }),
    );
  });

  it.each(["x", '"', "\u0001", "ü", "😀", "\uFFFE", "\uFFFF"])(
    "fits any queue when it quotes a million %j, and says what it left out",
    (unit) => {
      const original = unit.repeat(1_000_000 / Buffer.byteLength(unit));
      const body = deadLetterBody(letter(original));
      expect(Buffer.byteLength(withoutRefused(body))).toBeLessThanOrEqual(DEAD_LETTER_MAX_BYTES);
      const read = readDeadLetter(body);
      expect(read?.originalBytesCut).toBeGreaterThan(0);
      expect(read?.remedy).toContain("cannot be redriven");
    },
  );

  it.each(["snapshot", "exportTask"])("fits any queue whatever its %s is taken for", (field) => {
    const named = { ...letter("{}"), [field]: `a-1${"\u0001".repeat(1_000_000)}` };
    const body = deadLetterBody(named);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(DEAD_LETTER_MAX_BYTES);
    expect(readDeadLetter(body)).toMatchObject({
      original: "{}",
      [field]: expect.stringMatching(/^a-1/) as string,
    });
  });

  it.each(["{}", "no JSON", '{"kind":"db-snapshot-to-s3/dead-letter"}', '"db-snapshot-to-s3/dead-letter"'])(
    "is not seen in %s",
    (body) => {
      expect(readDeadLetter(body)).toBeUndefined();
    },
  );
});
