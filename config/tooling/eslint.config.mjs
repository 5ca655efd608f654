import path from "node:path";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

// Without it the root is taken to be this file's folder, and TypeScript files beside it are in no project.
const root = path.resolve(import.meta.dirname, "../..");

const restrict = (...patterns) => ({ "no-restricted-imports": ["error", { patterns }] });

const providerRoot = {
  regex: "^@cdktf/provider-aws$",
  message:
    "Import provider classes by file (@cdktf/provider-aws/lib/sqs-queue): the root loads every service.",
};

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      "cdktf.out",
      ".build",
      "dist",
      "examples",
      ".local",
      "coverage",
      "reports",
      "release",
    ],
  },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...restrict(providerRoot),
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/no-shadow": "error",
      eqeqeq: "error",
    },
  },
  {
    // Handlers know nothing of Terraform; what they share with the constructs are types and constants.
    files: ["functions/**/*.ts"],
    rules: restrict(providerRoot, {
      regex: "^(cdktf|constructs|@cdktf/.*)$|/(modules|local|cli)/",
      message: "functions/ runs in Lambda: no CDKTF, no modules/, no local/, no cli/.",
    }),
  },
  {
    // What measures permissions does so by the local run; what runs examples and a takeover asks the local AWS API what it holds.
    files: ["modules/**/*.ts", "config/**/*.ts", "main.ts"],
    ignores: [
      "config/tooling/permissions/**",
      "config/tooling/takeover/**",
      "config/tooling/terraform-examples/**",
      "config/tooling/terraform-sandbox/**",
    ],
    rules: restrict(providerRoot, {
      regex: "/(?:local|cli)/|^@aws-sdk/",
      message: "Constructs neither call AWS nor know the local run and the commands.",
    }),
  },
  {
    // Jest's expect and mocks are typed with any in places that a test cannot change.
    files: ["__tests__/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  { files: ["**/*.mjs"], extends: [tseslint.configs.base] },
  prettier,
);
