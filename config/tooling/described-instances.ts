/** The network interfaces of an instance, and all that follows up to its own security groups when it has none. */
const WITHOUT_GROUPS =
  /(<networkInterfaceSet>(?:(?!<\/networkInterfaceSet>)[^])*?(<groupSet><item>(?:(?!<\/groupSet>)[^])*<\/groupSet>)(?:(?!<\/networkInterfaceSet>)[^])*<\/networkInterfaceSet>(?:(?!<groupSet)[^])*)<groupSet\/>/g;

/** Says of a network interface that it has a public address, and not which one. */
const EMPTY_ASSOCIATION = /<association\/>/g;

/**
 * Mends moto's answer to DescribeInstances, from which Terraform would take that an instance without a public address
 * has one, and none of its security groups, and that it has to be replaced: leaves out an association without an
 * address, and gives an instance the groups of its first network interface, as AWS does.
 */
export function mendDescribedInstances(xml: string): string {
  return xml.replaceAll(EMPTY_ASSOCIATION, "").replaceAll(WITHOUT_GROUPS, "$1$2");
}
