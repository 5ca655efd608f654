/**
 * SQS takes no U+FFFE and no U+FFFF (API_SendMessage), and an S3 key may hold them: they are written as JSON's escapes,
 * which mean the same. Whatever else it refuses, JSON.stringify has escaped.
 *
 * @param body a JSON text
 * @returns the same as SQS takes it: longer by three bytes for each of them
 */
export function withoutRefused(body: string): string {
  return body.replace(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}
