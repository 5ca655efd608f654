import type { Client } from "pg";
import { readExpectation } from "../../../../local/verify/expected-tables";

/** Warns of tables that RDS's export leaves out, as its limitations say: their rows will not land. */
export async function unexportedLines(client: Client): Promise<readonly string[]> {
  const { unexported } = await readExpectation(client, () => true);
  if (unexported.length === 0) return [];
  return [
    "",
    "RDS exports none of these, so they will not land:",
    ...unexported.map(({ name, reason }) => `  ${name}: ${reason}`),
  ];
}
