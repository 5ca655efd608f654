/** Characters of an instance identifier: API_CreateDBInstance, DBInstanceIdentifier. */
const longest = 63;

/**
 * @returns an identifier that RDS would allow for an instance with this database: letters, digits and hyphens, a
 *   letter first, no two hyphens together and none at the end
 */
export function instanceIdentifier(database: string): string {
  const plain = database
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-");
  const started = /^[a-z]/.test(plain) ? plain : `db-${plain}`;
  return started.replaceAll(/-+/g, "-").slice(0, longest).replace(/-$/, "");
}
