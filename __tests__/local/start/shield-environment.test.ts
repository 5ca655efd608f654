import { devNull } from "node:os";
import { shieldEnvironment } from "../../../local/start/shield-environment";

it("removes what pg and the SDK read, and turns them away from the person's files", () => {
  const environment: NodeJS.ProcessEnv = {
    PATH: "/bin",
    HOME: "/home/somebody",
    TMPDIR: "/tmp",
    NODE_OPTIONS: "--enable-source-maps",
    MY_AWS_NOTE: "kept",
    PGSSLMODE: "require",
    PGOPTIONS: "-c bad=1",
    NODE_PG_FORCE_NATIVE: "1",
    AWS_USE_FIPS_ENDPOINT: "true",
    AWS_USE_DUALSTACK_ENDPOINT: "true",
    AWS_PROFILE: "production",
    AWS_ACCESS_KEY_ID: "AKIA",
    AWS_CA_BUNDLE: "/etc/ssl/bundle.crt",
    AWS_CONFIG_FILE: "/home/somebody/.aws/config",
  };
  shieldEnvironment(environment);
  expect(environment).toEqual({
    PATH: "/bin",
    HOME: "/home/somebody",
    TMPDIR: "/tmp",
    NODE_OPTIONS: "--enable-source-maps",
    MY_AWS_NOTE: "kept",
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
  });
});
