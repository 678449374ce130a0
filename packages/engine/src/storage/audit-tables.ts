import { qualified } from './identifiers.js'

/**
 * The audit log of a schema: `audit`, one row per note in an order without gaps, and `audit_head`, one row with the newest
 * number and its seal. PostgreSQL itself refuses to change or remove rows; a head may only move on by one.
 *
 * Texts of JSON are kept as they were written (`json`): the seal is over them.
 */
export function auditTables(schema: string): { name: string; sql: string[] }[] {
  const table = (name: string): string => qualified(schema, name)
  return [
    {
      name: 'audit',
      sql: [
        `CREATE TABLE ${table('audit')} (
           n bigint PRIMARY KEY, at timestamptz(3) NOT NULL, actor_id uuid, through json NOT NULL, action text NOT NULL,
           object_id text, record_id uuid, subject json, details json NOT NULL, address text, request_id text, seal bytea NOT NULL)`,
        `CREATE FUNCTION ${table('audit_is_kept')}() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege'; END $$`,
        `CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table('audit')}
         FOR EACH STATEMENT EXECUTE FUNCTION ${table('audit_is_kept')}()`,
      ],
    },
    {
      name: 'audit_head',
      sql: [
        `CREATE TABLE ${table('audit_head')} (
           one boolean PRIMARY KEY DEFAULT true CHECK (one), n bigint NOT NULL, seal bytea NOT NULL, mark bytea NOT NULL)`,
        `INSERT INTO ${table('audit_head')} (n, seal, mark) VALUES (0, '', '')`,
        `CREATE FUNCTION ${table('audit_moves_on')}() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN
           IF NEW.n <> OLD.n + 1 THEN
             RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
           END IF;
           RETURN NEW;
         END $$`,
        `CREATE TRIGGER audit_moves_on BEFORE UPDATE ON ${table('audit_head')}
         FOR EACH ROW EXECUTE FUNCTION ${table('audit_moves_on')}()`,
        `CREATE TRIGGER audit_is_kept BEFORE DELETE OR TRUNCATE ON ${table('audit_head')}
         FOR EACH STATEMENT EXECUTE FUNCTION ${table('audit_is_kept')}()`,
      ],
    },
  ]
}

/** Name and columns of the indexes of `audit`. */
export const auditIndexes: readonly (readonly [name: string, on: string])[] = [
  ['audit_actor', '(actor_id, n DESC)'],
  ['audit_action', '(action text_pattern_ops, n DESC)'],
  ['audit_object', '(object_id, n DESC)'],
  ['audit_record', '(record_id, n DESC)'],
  ['audit_at', '(at)'],
]
