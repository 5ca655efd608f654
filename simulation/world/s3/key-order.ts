/**
 * S3 lists keys in the order of their UTF-8 bytes. JavaScript compares code units, which is the same but for characters
 * above U+FFFF: their surrogates must come after the rest. So keys are kept under a form that compares as it should.
 */
export function sortForm(key: string): string {
  return HIGH.test(key)
    ? key.replaceAll(EACH_HIGH, (unit) => {
        const code = unit.charCodeAt(0);
        return String.fromCharCode(code >= 0xe000 ? code - 0x800 : code + 0x2000);
      })
    : key;
}

const HIGH = /[\ud800-\uffff]/;
const EACH_HIGH = /[\ud800-\uffff]/g;
