-- What the running portal may do in its database. The owner of the tables runs this after every
-- `migrate`; it is safe to repeat:
--     psql --dbname selfassess --no-psqlrc --set ON_ERROR_STOP=1 --file deploy/grants.sql
-- The portal's role is `selfassess`, or another: --set portal=NAME
\if :{?portal}
\else
\set portal selfassess
\endif
BEGIN;
REVOKE CREATE ON SCHEMA public FROM PUBLIC, :"portal";
GRANT USAGE ON SCHEMA public TO :"portal";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"portal";
GRANT SELECT, USAGE ON ALL SEQUENCES IN SCHEMA public TO :"portal";

-- What is recorded is only added to
REVOKE UPDATE, DELETE, TRUNCATE
    ON audit_event, reporting_report, reporting_reportfile, reporting_annualfile, reporting_confirmation
    FROM :"portal";
GRANT UPDATE (issued_at, issued_by_id) ON reporting_report TO :"portal";

-- The owner seals, and the owner migrates
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON integrity_seal, django_migrations FROM :"portal";
COMMIT;
