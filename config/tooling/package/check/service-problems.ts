import { isDeepStrictEqual } from "node:util";
import type { Services } from "./services";

/** SHA-256 in hexadecimal digits of a zip in the stack's folder, by where the stack says that it lies. */
export type HashOf = (source: string) => string | undefined;

const EXPECTED = {
  functions: [
    "data-platform-dev-housing-rds-snapshot-to-s3",
    "data-platform-dev-housing-s3-to-s3-copier",
    "data-platform-dev-repairs-rds-snapshot-to-s3",
    "data-platform-dev-repairs-s3-to-s3-copier",
  ],
  serviceAreas: ["housing", "repairs"],
  instances: ["housing-management tenancies", "repairs-hub"],
} as const;

/**
 * @param ownHashes of the zips that the repository's own synth makes
 * @returns what is wrong with the example's two services, one line each
 */
export function serviceProblems(
  services: Services,
  hashOf: HashOf,
  ownHashes: readonly string[],
): readonly string[] {
  const { zips, resources } = services;
  const different = (["functions", "serviceAreas", "instances"] as const).filter(
    (name) => !isDeepStrictEqual(services[name], EXPECTED[name]),
  );
  const keys = new Set(zips.map(({ key }) => key));
  // Of two elements with one address the second overwrites the first: then a service would have fewer.
  const [housing, repairs] = ["data-platform/housing", "data-platform/repairs"].map((path) =>
    resources.get(path),
  );
  return [
    ...different.map(
      (name) => `${name}: expected ${EXPECTED[name].join(", ")}, got ${services[name].join(", ")}`,
    ),
    ...(keys.size === 4 ? [] : [`keys of the zips: expected four, got ${[...keys].join(", ")}`]),
    ...(housing !== undefined && housing === repairs
      ? []
      : [`resources: expected as many for housing as for repairs, got ${housing ?? 0} and ${repairs ?? 0}`]),
    ...zips.flatMap(({ key, source, source_hash: said }) => {
      const hash = hashOf(source);
      if (hash === undefined) return [`${key}: ${source} is not there`];
      if (hash !== said) return [`${key}: expected SHA-256 ${said}, the file has ${hash}`];
      return ownHashes.includes(hash)
        ? []
        : [`${key}: expected a zip of this repository's own synth, got ${hash}`];
    }),
  ];
}
