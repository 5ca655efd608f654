import path from "node:path";
import * as z from "zod";

const report = z.object({
  issues: z.array(
    z.object({
      rule: z.object({ name: z.string() }),
      message: z.string(),
      range: z.object({ filename: z.string() }),
    }),
  ),
  errors: z.array(z.object({ message: z.string() })),
});

/** What one rule of tflint's says of one place. */
export interface TflintIssue {
  readonly rule: string;
  readonly message: string;
  readonly file: string;
}

/** What tflint found in one folder. */
export interface TflintReport {
  readonly issues: readonly TflintIssue[];
  /** Why it could not look at everything. */
  readonly errors: readonly string[];
}

/**
 * Reads what `tflint --format=json` prints.
 * @throws Error when it is no report of tflint's
 */
export function parseTflintReport(output: string): TflintReport {
  const { issues, errors } = report.parse(JSON.parse(output));
  return {
    issues: issues.map(({ rule, message, range }) => ({
      rule: rule.name,
      message,
      file: path.basename(range.filename),
    })),
    errors: errors.map(({ message }) => message),
  };
}
