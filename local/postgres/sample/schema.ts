/** Schemas of the sample. */
export const SAMPLE_SCHEMAS = ["registry", "repairs", "metering", "finance", "archive"] as const;

/**
 * The sample database's tables: an invented council's homes, people, repairs, meters and rents. Between them they
 * have every kind of type that RDS's export treats differently, and names that need quoting. Nobody reads the
 * `archive`: it holds what old systems leave behind, dates before Christ and numbers that are none.
 */
export const schemaSql = `
${SAMPLE_SCHEMAS.map((name) => `CREATE SCHEMA ${name};`).join("\n")}

CREATE DOMAIN registry.postcode AS text CHECK (VALUE ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$');
CREATE DOMAIN repairs.minutes AS integer CHECK (VALUE >= 0);
CREATE TYPE registry.tenure AS ENUM ('secure', 'introductory', 'leasehold', 'none of these');
CREATE TYPE repairs.urgency AS ENUM ('emergency', 'urgent', 'routine');
CREATE TYPE registry.contact AS (kind text, value text);

CREATE TABLE registry.ward (
  code character(9) PRIMARY KEY,
  name text NOT NULL,
  population integer,
  area_hectares numeric(10, 3),
  centre point,
  boundary polygon,
  councillors smallint NOT NULL,
  meeting_time time with time zone
);

CREATE TABLE registry.property (
  uprn bigint PRIMARY KEY,
  ward_code character(9) NOT NULL,
  block_uprn bigint,
  address_lines text[] NOT NULL,
  postcode registry.postcode NOT NULL,
  built_on date,
  floor_area real,
  rooms smallint,
  let boolean,
  licensed daterange,
  keys_held bit(8),
  energy_rating "char"
);

CREATE TABLE registry.person (
  id uuid PRIMARY KEY,
  full_name text NOT NULL,
  name_in_own_script text,
  language character varying(12),
  born_on date,
  phones text[],
  contact registry.contact,
  preferences jsonb,
  notes text,
  search tsvector GENERATED ALWAYS AS (to_tsvector('simple', full_name)) STORED
);

CREATE TABLE registry.tenancy (
  id integer PRIMARY KEY,
  reference text NOT NULL UNIQUE,
  uprn bigint NOT NULL,
  tenure registry.tenure NOT NULL,
  started_on date NOT NULL,
  ended_on date,
  weekly_rent money,
  deposit numeric(8, 2),
  terms xml
);

CREATE TABLE registry.tenancy_member (
  tenancy_id integer NOT NULL,
  person_id uuid NOT NULL,
  "role" text NOT NULL,
  PRIMARY KEY (tenancy_id, person_id)
);

CREATE TABLE repairs.trade (
  code character varying(8) PRIMARY KEY,
  title text NOT NULL,
  hourly_rate money,
  skills text[]
);

CREATE TABLE repairs.contractor (
  id serial PRIMARY KEY,
  name text NOT NULL,
  trade_code character varying(8) NOT NULL,
  network cidr,
  portal inet,
  insured_until date,
  rounds int4range[],
  depot box
);

CREATE TABLE repairs.request (
  id bigserial PRIMARY KEY,
  uprn bigint NOT NULL,
  reported_by uuid,
  trade_code character varying(8) NOT NULL,
  urgency repairs.urgency NOT NULL,
  description text NOT NULL,
  reported_at timestamp with time zone NOT NULL,
  target interval,
  details json,
  resolved boolean NOT NULL,
  cost numeric
);

CREATE TABLE repairs."Order" (
  "Id" integer PRIMARY KEY,
  "id" text NOT NULL,
  "select" bigint NOT NULL,
  "contractorId" integer,
  "user" text,
  "Größe" numeric(8, 2),
  "order" integer[],
  "desc" text,
  "VAT" numeric GENERATED ALWAYS AS ("Größe" * 0.2) STORED
);

CREATE TABLE repairs.appointment (
  id integer PRIMARY KEY,
  order_id integer NOT NULL,
  slot tstzrange NOT NULL,
  arrived_at time without time zone,
  call_before time with time zone,
  spent repairs.minutes,
  outcome character varying
);

CREATE TABLE repairs.attachment (
  id uuid PRIMARY KEY,
  request_id bigint NOT NULL,
  file_name text NOT NULL,
  content bytea NOT NULL,
  taken_at timestamp without time zone
);

CREATE TABLE repairs.warranty_claim (
  id bigint PRIMARY KEY,
  request_id bigint NOT NULL,
  claimed numeric(10, 2),
  letter bytea,
  filed_at timestamp with time zone
);

CREATE TABLE metering.meter (
  id integer PRIMARY KEY,
  uprn bigint NOT NULL,
  serial_number character varying(20) NOT NULL,
  mac macaddr,
  factors double precision[],
  installed_at timestamp with time zone
);

CREATE TABLE metering.reading (
  id bigint PRIMARY KEY,
  meter_id integer NOT NULL,
  read_at timestamp with time zone NOT NULL,
  kilowatt_hours numeric(12, 3) NOT NULL,
  voltage double precision,
  temperature real,
  status smallint NOT NULL,
  estimated boolean NOT NULL,
  note text
);

CREATE TABLE finance.payment (
  id bigint NOT NULL,
  tenancy_id integer NOT NULL,
  paid_on date NOT NULL,
  amount money NOT NULL,
  channel text,
  PRIMARY KEY (id, paid_on)
) PARTITION BY RANGE (paid_on);
CREATE TABLE finance.payment_2024 PARTITION OF finance.payment FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE finance.payment_2025 PARTITION OF finance.payment FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE finance.payment_other PARTITION OF finance.payment DEFAULT;

CREATE TABLE archive.entry (
  id integer PRIMARY KEY,
  remark text,
  dated date,
  recorded_at timestamp without time zone,
  received_at timestamp with time zone,
  exact numeric,
  ratio real,
  measure double precision,
  small smallint,
  medium integer,
  large bigint,
  lasted interval,
  flags bit varying(16),
  image bytea,
  tags text[],
  grid integer[],
  facts jsonb
);

CREATE UNLOGGED TABLE metering.reading_import (LIKE metering.reading);
CREATE VIEW repairs.open_request AS SELECT id, uprn, urgency, reported_at FROM repairs.request WHERE NOT resolved;
`;

/** Foreign keys and what is derived from rows: added after the rows, which is many times faster. */
export const constraintsSql = `
ALTER TABLE registry.property ADD FOREIGN KEY (ward_code) REFERENCES registry.ward;
ALTER TABLE registry.property ADD FOREIGN KEY (block_uprn) REFERENCES registry.property;
ALTER TABLE registry.tenancy ADD FOREIGN KEY (uprn) REFERENCES registry.property;
ALTER TABLE registry.tenancy_member ADD FOREIGN KEY (tenancy_id) REFERENCES registry.tenancy;
ALTER TABLE registry.tenancy_member ADD FOREIGN KEY (person_id) REFERENCES registry.person;
ALTER TABLE repairs.contractor ADD FOREIGN KEY (trade_code) REFERENCES repairs.trade;
ALTER TABLE repairs.request ADD FOREIGN KEY (uprn) REFERENCES registry.property;
ALTER TABLE repairs.request ADD FOREIGN KEY (reported_by) REFERENCES registry.person;
ALTER TABLE repairs.request ADD FOREIGN KEY (trade_code) REFERENCES repairs.trade;
ALTER TABLE repairs."Order" ADD FOREIGN KEY ("select") REFERENCES repairs.request;
ALTER TABLE repairs."Order" ADD FOREIGN KEY ("contractorId") REFERENCES repairs.contractor;
ALTER TABLE repairs.appointment ADD FOREIGN KEY (order_id) REFERENCES repairs."Order";
ALTER TABLE repairs.attachment ADD FOREIGN KEY (request_id) REFERENCES repairs.request;
ALTER TABLE repairs.warranty_claim ADD FOREIGN KEY (request_id) REFERENCES repairs.request;
ALTER TABLE metering.meter ADD FOREIGN KEY (uprn) REFERENCES registry.property;
ALTER TABLE metering.reading ADD FOREIGN KEY (meter_id) REFERENCES metering.meter;
ALTER TABLE finance.payment ADD FOREIGN KEY (tenancy_id) REFERENCES registry.tenancy;
CREATE MATERIALIZED VIEW metering.daily_use AS
  SELECT meter_id, read_at::date AS day, sum(kilowatt_hours) AS kilowatt_hours FROM metering.reading GROUP BY 1, 2;
ANALYZE;
`;
