CREATE TABLE audit_entries (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id UUID,
    actor_label TEXT NOT NULL,
    ip TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    request_id TEXT NOT NULL,
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id UUID,
    before JSONB,
    after JSONB,
    CONSTRAINT pk_audit_entries PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_audit_entries_subject ON audit_entries (org_id, subject_id, id);

CREATE TABLE events (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    data JSONB NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id UUID,
    actor_label TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_events PRIMARY KEY (org_id, id)
);

CREATE INDEX ix_events_recent ON events (org_id, id);

CREATE INDEX ix_events_subject ON events (org_id, subject_id, id);

CREATE TABLE idempotency_keys (
    org_id UUID NOT NULL,
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint BYTEA NOT NULL,
    status INTEGER,
    headers JSONB,
    body BYTEA,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_idempotency_keys PRIMARY KEY (org_id, scope, key)
);

CREATE INDEX ix_idempotency_keys_age ON idempotency_keys (created_at);

CREATE TABLE job_attempts (
    job_id BIGSERIAL NOT NULL,
    kind TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    error TEXT DEFAULT '' NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_job_attempts PRIMARY KEY (job_id)
);

CREATE TABLE organizations (
    id UUID NOT NULL,
    name TEXT NOT NULL,
    country TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    base_currency TEXT NOT NULL,
    language TEXT DEFAULT 'en' NOT NULL,
    clock_at TIMESTAMP WITH TIME ZONE,
    is_demo BOOLEAN DEFAULT false NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_organizations PRIMARY KEY (id)
);

CREATE UNLOGGED TABLE rate_limits (
    key TEXT NOT NULL,
    free_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_rate_limits PRIMARY KEY (key)
);

CREATE TABLE sends (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    state TEXT DEFAULT 'pending' NOT NULL,
    attempts INTEGER DEFAULT '0' NOT NULL,
    error TEXT DEFAULT '' NOT NULL,
    provider_id TEXT DEFAULT '' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_sends PRIMARY KEY (org_id, id),
    CONSTRAINT uq_sends_org_id_kind_key UNIQUE (org_id, kind, key),
    CONSTRAINT ck_sends_state CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'unsure'))
);

CREATE INDEX ix_sends_open ON sends (state, changed_at) WHERE state IN ('sending', 'unsure');

CREATE TABLE users (
    id UUID NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    email_verified_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (id),
    CONSTRAINT uq_users_email UNIQUE (email)
);

CREATE TABLE api_keys (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    hint TEXT NOT NULL,
    token_hash BYTEA NOT NULL,
    scopes TEXT[] NOT NULL,
    company_ids UUID[],
    created_by UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE,
    revoked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_api_keys PRIMARY KEY (org_id, id),
    CONSTRAINT fk_api_keys_org_id FOREIGN KEY(org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT uq_api_keys_token_hash UNIQUE (token_hash)
);

CREATE TABLE clients (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    profile JSONB NOT NULL,
    code TEXT NOT NULL,
    currency TEXT NOT NULL,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    payment_terms_days INTEGER,
    reminders_paused BOOLEAN DEFAULT false NOT NULL,
    notes TEXT DEFAULT '' NOT NULL,
    archived_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_clients PRIMARY KEY (org_id, id),
    CONSTRAINT uq_clients_org_id_code UNIQUE (org_id, code),
    CONSTRAINT ck_clients_payment_terms_days CHECK (payment_terms_days BETWEEN 0 AND 365),
    CONSTRAINT fk_clients_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE INDEX ix_clients_created ON clients (org_id, created_at, id);

CREATE INDEX ix_clients_name ON clients (org_id, name, id);

CREATE TABLE companies (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    profile JSONB NOT NULL,
    tax_registered BOOLEAN NOT NULL,
    currency TEXT NOT NULL,
    language TEXT NOT NULL,
    payment_terms_days INTEGER NOT NULL,
    bank_account BYTEA,
    brand_color TEXT NOT NULL,
    logo_key TEXT,
    logo_type TEXT,
    reply_to TEXT DEFAULT '' NOT NULL,
    archived_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_companies PRIMARY KEY (org_id, id),
    CONSTRAINT ck_companies_logo_has_type CHECK ((logo_key IS NULL) = (logo_type IS NULL)),
    CONSTRAINT ck_companies_payment_terms_days CHECK (payment_terms_days BETWEEN 0 AND 365),
    CONSTRAINT fk_companies_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE INDEX ix_companies_name ON companies (org_id, name, id);

CREATE TABLE invitations (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL,
    company_ids UUID[],
    token_hash BYTEA NOT NULL,
    invited_by UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    accepted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_invitations PRIMARY KEY (org_id, id),
    CONSTRAINT fk_invitations_org_id FOREIGN KEY(org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT uq_invitations_token_hash UNIQUE (token_hash)
);

CREATE TABLE mail_tokens (
    token_hash BYTEA NOT NULL,
    user_id UUID NOT NULL,
    purpose TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_mail_tokens PRIMARY KEY (token_hash),
    CONSTRAINT ck_mail_tokens_purpose CHECK (purpose IN ('verify', 'reset')),
    CONSTRAINT fk_mail_tokens_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_mail_tokens_user_id ON mail_tokens (user_id);

CREATE TABLE memberships (
    org_id UUID NOT NULL,
    user_id UUID NOT NULL,
    role TEXT NOT NULL,
    company_ids UUID[],
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_memberships PRIMARY KEY (org_id, user_id),
    CONSTRAINT ck_memberships_role CHECK (role IN ('owner', 'admin', 'accountant', 'member', 'viewer')),
    CONSTRAINT fk_memberships_org_id FOREIGN KEY(org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT fk_memberships_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_memberships_user_id ON memberships (user_id);

CREATE TABLE sessions (
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    user_id UUID NOT NULL,
    org_id UUID,
    token_hash BYTEA NOT NULL,
    ip INET,
    user_agent TEXT DEFAULT '' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_sessions PRIMARY KEY (id),
    CONSTRAINT ck_sessions_kind CHECK (kind IN ('browser', 'api')),
    CONSTRAINT fk_sessions_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_sessions_org_id FOREIGN KEY(org_id) REFERENCES organizations (id) ON DELETE CASCADE,
    CONSTRAINT uq_sessions_token_hash UNIQUE (token_hash)
);

CREATE INDEX ix_sessions_user_id ON sessions (user_id);

CREATE TABLE series (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    kind TEXT NOT NULL,
    pattern TEXT NOT NULL,
    reset TEXT NOT NULL,
    start INTEGER DEFAULT '1' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_series PRIMARY KEY (org_id, id),
    CONSTRAINT fk_series_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT uq_series_org_id_company_id_kind UNIQUE (org_id, company_id, kind),
    CONSTRAINT ck_series_reset CHECK (reset IN ('never', 'yearly', 'quarterly', 'monthly'))
);

CREATE TABLE invoices (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    client_id UUID NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    series_id UUID,
    period TEXT,
    sequence INTEGER,
    number TEXT,
    issue_date DATE,
    due_date DATE,
    currency TEXT NOT NULL,
    net NUMERIC(20, 6) NOT NULL,
    tax NUMERIC(20, 6) NOT NULL,
    gross NUMERIC(20, 6) NOT NULL,
    amount_due NUMERIC(20, 6) NOT NULL,
    paid NUMERIC(20, 6) DEFAULT '0' NOT NULL,
    balance NUMERIC(20, 6) GENERATED ALWAYS AS (CASE WHEN status = 'issued' THEN amount_due - paid ELSE 0 END) STORED,
    client_name TEXT NOT NULL,
    document JSONB NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    issued_at TIMESTAMP WITH TIME ZONE,
    sent_at TIMESTAMP WITH TIME ZONE,
    settled_at TIMESTAMP WITH TIME ZONE,
    voided_at TIMESTAMP WITH TIME ZONE,
    void_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_invoices PRIMARY KEY (org_id, id),
    CONSTRAINT fk_invoices_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT fk_invoices_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id),
    CONSTRAINT fk_invoices_org_id_series_id FOREIGN KEY(org_id, series_id) REFERENCES series (org_id, id),
    CONSTRAINT uq_invoices_org_id_series_id_period_sequence UNIQUE (org_id, series_id, period, sequence),
    CONSTRAINT uq_invoices_org_id_company_id_number UNIQUE (org_id, company_id, number),
    CONSTRAINT ck_invoices_status CHECK (status IN ('draft', 'issued', 'void')),
    CONSTRAINT ck_invoices_numbered_when_issued CHECK ((status = 'draft') = (number IS NULL)),
    CONSTRAINT ck_invoices_paid_at_most_due CHECK (paid >= 0 AND (status <> 'issued' OR paid <= amount_due))
);

CREATE INDEX ix_invoices_client ON invoices (org_id, client_id, issue_date);

CREATE INDEX ix_invoices_created ON invoices (org_id, created_at, id);

CREATE INDEX ix_invoices_issue_date ON invoices (org_id, issue_date, id);

CREATE INDEX ix_invoices_open ON invoices (org_id, due_date, id) WHERE balance > 0;

CREATE TABLE series_counters (
    org_id UUID NOT NULL,
    series_id UUID NOT NULL,
    period TEXT NOT NULL,
    last INTEGER NOT NULL,
    last_date DATE NOT NULL,
    last_hash TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_series_counters PRIMARY KEY (org_id, series_id, period),
    CONSTRAINT fk_series_counters_org_id_series_id FOREIGN KEY(org_id, series_id) REFERENCES series (org_id, id)
);

CREATE TABLE invoice_lines (
    org_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    position INTEGER NOT NULL,
    description TEXT NOT NULL,
    sku TEXT NOT NULL,
    quantity NUMERIC(20, 6) NOT NULL,
    unit TEXT NOT NULL,
    unit_price NUMERIC(20, 6) NOT NULL,
    net NUMERIC(20, 6) NOT NULL,
    tax_category TEXT NOT NULL,
    tax_rate NUMERIC(9, 4) NOT NULL,
    tax NUMERIC(20, 6) NOT NULL,
    total NUMERIC(20, 6) NOT NULL,
    CONSTRAINT pk_invoice_lines PRIMARY KEY (org_id, invoice_id, position),
    CONSTRAINT fk_invoice_lines_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id)
);

CREATE TABLE invoice_versions (
    org_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    number INTEGER NOT NULL,
    document JSONB NOT NULL,
    hash TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id UUID,
    actor_label TEXT NOT NULL,
    CONSTRAINT pk_invoice_versions PRIMARY KEY (org_id, invoice_id, number),
    CONSTRAINT fk_invoice_versions_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id)
);

ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit_entries FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON audit_entries USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE events ENABLE ROW LEVEL SECURITY;

ALTER TABLE events FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON events USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON idempotency_keys USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE job_attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE job_attempts FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON job_attempts USING (current_setting('app.org', true) = '*');

ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;

ALTER TABLE organizations FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON organizations USING (current_setting('app.org', true) = '*' OR id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE rate_limits ENABLE ROW LEVEL SECURITY;

ALTER TABLE rate_limits FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON rate_limits USING (current_setting('app.org', true) = '*');

ALTER TABLE sends ENABLE ROW LEVEL SECURITY;

ALTER TABLE sends FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON sends USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE users ENABLE ROW LEVEL SECURITY;

ALTER TABLE users FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON users USING (current_setting('app.org', true) = '*' OR EXISTS (SELECT 1 FROM memberships AS m WHERE m.user_id = users.id));

ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE api_keys FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON api_keys USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE clients ENABLE ROW LEVEL SECURITY;

ALTER TABLE clients FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON clients USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE companies ENABLE ROW LEVEL SECURITY;

ALTER TABLE companies FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON companies USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;

ALTER TABLE invitations FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON invitations USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE mail_tokens ENABLE ROW LEVEL SECURITY;

ALTER TABLE mail_tokens FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON mail_tokens USING (current_setting('app.org', true) = '*');

ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;

ALTER TABLE memberships FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON memberships USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE sessions FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON sessions USING (current_setting('app.org', true) = '*');

ALTER TABLE series ENABLE ROW LEVEL SECURITY;

ALTER TABLE series FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON series USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;

ALTER TABLE invoices FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON invoices USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE series_counters ENABLE ROW LEVEL SECURITY;

ALTER TABLE series_counters FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON series_counters USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE invoice_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE invoice_lines FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON invoice_lines USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE invoice_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE invoice_versions FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON invoice_versions USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

-- The job queue (PgQueuer)
-- pgqueuer 1.6.0 -- prefix='' schema=None durability=durable

CREATE TYPE pgqueuer_status AS ENUM ('queued', 'picked', 'successful', 'exception', 'canceled', 'deleted', 'failed');

CREATE TABLE pgqueuer (
    id bigserial NOT NULL PRIMARY KEY,
    priority integer NOT NULL,
    queue_manager_id uuid,
    created timestamp with time zone NOT NULL DEFAULT now(),
    updated timestamp with time zone NOT NULL DEFAULT now(),
    heartbeat timestamp with time zone NOT NULL DEFAULT now(),
    execute_after timestamp with time zone NOT NULL DEFAULT now(),
    status pgqueuer_status NOT NULL,
    entrypoint text NOT NULL,
    dedupe_key text,
    payload bytea,
    headers jsonb,
    attempts integer NOT NULL DEFAULT 0,
    slot bigint
);

CREATE TABLE pgqueuer_log (
    id bigint GENERATED BY DEFAULT AS IDENTITY NOT NULL PRIMARY KEY,
    created timestamp with time zone NOT NULL DEFAULT now(),
    job_id bigint NOT NULL,
    status pgqueuer_status NOT NULL,
    priority integer NOT NULL,
    entrypoint text NOT NULL,
    traceback jsonb,
    aggregated boolean DEFAULT false
);

CREATE TABLE pgqueuer_schedules (
    id bigserial NOT NULL PRIMARY KEY,
    expression text NOT NULL,
    entrypoint text NOT NULL,
    heartbeat timestamp with time zone NOT NULL DEFAULT now(),
    created timestamp with time zone NOT NULL DEFAULT now(),
    updated timestamp with time zone NOT NULL DEFAULT now(),
    next_run timestamp with time zone NOT NULL DEFAULT now(),
    last_run timestamp with time zone,
    status pgqueuer_status DEFAULT 'queued'::pgqueuer_status,
    UNIQUE (expression, entrypoint)
);

CREATE TABLE pgqueuer_statistics (
    id bigserial NOT NULL PRIMARY KEY,
    created timestamp with time zone NOT NULL DEFAULT date_trunc('sec'::text, now()),
    count bigint NOT NULL,
    priority integer NOT NULL,
    status pgqueuer_status NOT NULL,
    entrypoint text NOT NULL
);

CREATE INDEX pgqueuer_ep_ea_idx ON pgqueuer USING btree (entrypoint, execute_after) WHERE (status = 'queued'::pgqueuer_status);

CREATE INDEX pgqueuer_ep_prio_id_idx ON pgqueuer USING btree (entrypoint, priority DESC, id) WHERE (status = 'queued'::pgqueuer_status);

CREATE INDEX pgqueuer_log_created ON pgqueuer_log USING btree (created);

CREATE INDEX pgqueuer_log_job_id_status ON pgqueuer_log USING btree (job_id, created DESC);

CREATE INDEX pgqueuer_log_not_aggregated ON pgqueuer_log USING btree ((1)) WHERE (NOT aggregated);

CREATE INDEX pgqueuer_log_status ON pgqueuer_log USING btree (status);

CREATE INDEX pgqueuer_picked_heartbeat_idx ON pgqueuer USING btree (heartbeat) WHERE (status = 'picked'::pgqueuer_status);

CREATE UNIQUE INDEX pgqueuer_picked_slot_idx ON pgqueuer USING btree (entrypoint, slot) WHERE ((status = 'picked'::pgqueuer_status) AND (slot IS NOT NULL));

CREATE INDEX pgqueuer_priority_id_id1_idx ON pgqueuer USING btree (priority, id DESC) INCLUDE (id) WHERE (status = 'queued'::pgqueuer_status);

CREATE INDEX pgqueuer_queue_manager_id_idx ON pgqueuer USING btree (queue_manager_id) WHERE (queue_manager_id IS NOT NULL);

CREATE UNIQUE INDEX pgqueuer_statistics_unique_count ON pgqueuer_statistics USING btree (priority, date_trunc('sec'::text, timezone('UTC'::text, created)), status, entrypoint);

CREATE UNIQUE INDEX pgqueuer_unique_dedupe_key ON pgqueuer USING btree (dedupe_key) WHERE ((status = ANY (ARRAY['queued'::pgqueuer_status, 'picked'::pgqueuer_status])) AND (dedupe_key IS NOT NULL));

CREATE INDEX pgqueuer_updated_id_id1_idx ON pgqueuer USING btree (updated, id DESC) INCLUDE (id) WHERE (status = 'picked'::pgqueuer_status);

CREATE FUNCTION fn_pgqueuer_changed() RETURNS TRIGGER AS $$
DECLARE
    to_emit BOOLEAN := false;  -- Flag to decide whether to emit a notification
BEGIN
    -- Check operation type and set the emit flag accordingly
    IF TG_OP = 'UPDATE' AND OLD IS DISTINCT FROM NEW THEN
        to_emit := true;
    ELSIF TG_OP = 'DELETE' THEN
        to_emit := true;
    ELSIF TG_OP = 'INSERT' THEN
        to_emit := true;
    ELSIF TG_OP = 'TRUNCATE' THEN
        to_emit := true;
    END IF;

    -- Perform notification if the emit flag is set
    IF to_emit THEN
        PERFORM pg_notify(
            'ch_pgqueuer',
            json_build_object(
                'channel', 'ch_pgqueuer',
                'operation', lower(TG_OP),
                'sent_at', NOW(),
                'table', TG_TABLE_NAME,
                'type', 'table_changed_event'
            )::text
        );
    END IF;

    -- Return appropriate value based on the operation
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' THEN
        RETURN OLD;
    ELSE
        RETURN NULL; -- For TRUNCATE and other non-row-specific contexts
    END IF;

END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER tg_pgqueuer_changed
AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON pgqueuer
EXECUTE FUNCTION fn_pgqueuer_changed();
