import { swallowedOptions } from "../../../local/start/swallowed-options";

it.each([
  [{ npm_config_keep: "true" }, "--keep"],
  [{ npm_config_rows: "500", npm_config_keep: "true" }, "--keep --rows 500"],
  [{ npm_config_rows: "true" }, "--rows …"],
  [{ npm_config_break: "copy", npm_config_inject: "poison-message" }, "--break copy --inject poison-message"],
  [{ npm_config_database_url: "postgres://me:secret@db/x" }, "--database-url …"],
  [{ npm_config_instances: "2", npm_config_speed: "9" }, "--instances 2 --speed 9"],
])("says where options belong that npm tells of as %j", (environment, options) => {
  expect(swallowedOptions(environment, [])).toBe(`options go after --: npm start -- ${options}`);
});

it.each([
  [["--keep", "--rows=500"], { npm_config_keep: "true", npm_config_rows: "500" }],
  [[], { npm_config_keep: "" }],
  // What npm itself sets, or an .npmrc may hold.
  [[], { npm_config_json: "true", npm_config_timeout: "60000", npm_config_user_agent: "npm/11" }],
])("finds nothing swallowed with arguments %j and variables %j", (argv, environment) => {
  expect(swallowedOptions(environment, argv)).toBeUndefined();
});
