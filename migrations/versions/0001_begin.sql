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

CREATE TABLE bulk_runs (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    action TEXT NOT NULL,
    wish JSONB NOT NULL,
    filters JSONB NOT NULL,
    state TEXT DEFAULT 'running' NOT NULL,
    total INTEGER NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id UUID,
    actor_label TEXT NOT NULL,
    file_key TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    touched_at TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_bulk_runs PRIMARY KEY (org_id, id),
    CONSTRAINT ck_bulk_runs_state CHECK (state IN ('running', 'done', 'cancelled')),
    CONSTRAINT ck_bulk_runs_finished CHECK ((state = 'running') = (finished_at IS NULL)),
    CONSTRAINT ck_bulk_runs_action CHECK (action IN ('issue', 'issue_and_send', 'send', 'remind', 'pay', 'delete', 'export_pdf', 'merge_pdf'))
);

CREATE INDEX ix_bulk_runs_running ON bulk_runs (org_id, touched_at) WHERE state = 'running';

CREATE TABLE draft_numbers (
    org_id UUID NOT NULL,
    sequence INTEGER NOT NULL,
    number TEXT NOT NULL,
    is_free BOOLEAN DEFAULT false NOT NULL,
    CONSTRAINT pk_draft_numbers PRIMARY KEY (org_id, sequence),
    CONSTRAINT uq_draft_numbers_org_id_number UNIQUE (org_id, number),
    CONSTRAINT ck_draft_numbers_sequence CHECK (sequence >= 1)
);

CREATE INDEX ix_draft_numbers_free ON draft_numbers (org_id, sequence) WHERE is_free;

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

CREATE TABLE exchange_rates (
    org_id UUID NOT NULL,
    source TEXT NOT NULL,
    base TEXT NOT NULL,
    quote TEXT NOT NULL,
    rate_date DATE NOT NULL,
    rate NUMERIC NOT NULL,
    fetched_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_exchange_rates PRIMARY KEY (org_id, source, base, quote, rate_date),
    CONSTRAINT ck_exchange_rates_source CHECK (source IN ('ecb', 'openexchangerates', 'xe')),
    CONSTRAINT ck_exchange_rates_rate CHECK (rate > 0 AND base <> quote),
    CONSTRAINT ck_exchange_rates_owner CHECK ((source = 'ecb') = (org_id = '00000000-0000-0000-0000-000000000000'))
);

CREATE INDEX ix_exchange_rates_day ON exchange_rates (org_id, source, rate_date, quote);

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

CREATE TABLE import_mappings (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    headings JSONB NOT NULL,
    options JSONB NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_import_mappings PRIMARY KEY (org_id, id),
    CONSTRAINT uq_import_mappings_org_id_kind_name UNIQUE (org_id, kind, name),
    CONSTRAINT ck_import_mappings_kind CHECK (kind IN ('clients', 'items', 'invoices'))
);

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

CREATE TABLE rate_feeds (
    org_id UUID NOT NULL,
    source TEXT NOT NULL,
    next_at TIMESTAMP WITH TIME ZONE NOT NULL,
    mark TEXT DEFAULT '' NOT NULL,
    newest_date DATE,
    succeeded_at TIMESTAMP WITH TIME ZONE,
    failed_at TIMESTAMP WITH TIME ZONE,
    failures INTEGER DEFAULT '0' NOT NULL,
    error_reason TEXT DEFAULT '' NOT NULL,
    error TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_rate_feeds PRIMARY KEY (org_id, source),
    CONSTRAINT ck_rate_feeds_source CHECK (source IN ('ecb', 'openexchangerates', 'xe')),
    CONSTRAINT ck_rate_feeds_owner CHECK ((source = 'ecb') = (org_id = '00000000-0000-0000-0000-000000000000'))
);

CREATE UNLOGGED TABLE rate_limits (
    key TEXT NOT NULL,
    free_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_rate_limits PRIMARY KEY (key)
);

CREATE TABLE saved_views (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    owner_id UUID NOT NULL,
    shared BOOLEAN NOT NULL,
    filters JSONB NOT NULL,
    sort TEXT NOT NULL,
    columns TEXT[] NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_saved_views PRIMARY KEY (org_id, id),
    CONSTRAINT ck_saved_views_list CHECK (list IN ('invoices', 'clients', 'payments')),
    CONSTRAINT ck_saved_views_name CHECK (name = btrim(name) AND name <> '')
);

CREATE UNIQUE INDEX uq_saved_views_name ON saved_views (org_id, list, owner_id, lower(name));

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
    CONSTRAINT ck_sends_state CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'unsure', 'cancelled'))
);

CREATE INDEX ix_sends_open ON sends (state, changed_at) WHERE state <> 'sent';

CREATE TABLE signing_keys (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    public_key BYTEA NOT NULL,
    private_key BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    retired_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_signing_keys PRIMARY KEY (org_id, id),
    CONSTRAINT ck_signing_keys_public_key CHECK (octet_length(public_key) = 32)
);

CREATE UNIQUE INDEX uq_signing_keys_in_use ON signing_keys (org_id) WHERE retired_at IS NULL;

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

CREATE TABLE bulk_rows (
    org_id UUID NOT NULL,
    run_id UUID NOT NULL,
    position INTEGER NOT NULL,
    invoice_id UUID NOT NULL,
    number TEXT,
    client_name TEXT NOT NULL,
    state TEXT DEFAULT 'waiting' NOT NULL,
    result TEXT DEFAULT '' NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    detail TEXT DEFAULT '' NOT NULL,
    done_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_bulk_rows PRIMARY KEY (org_id, run_id, position),
    CONSTRAINT fk_bulk_rows_org_id_run_id FOREIGN KEY(org_id, run_id) REFERENCES bulk_runs (org_id, id),
    CONSTRAINT uq_bulk_rows_org_id_run_id_invoice_id UNIQUE (org_id, run_id, invoice_id),
    CONSTRAINT ck_bulk_rows_state CHECK (state IN ('waiting', 'done', 'failed', 'cancelled')),
    CONSTRAINT ck_bulk_rows_failed_with_code CHECK ((state = 'failed') = (code <> ''))
);

CREATE INDEX ix_bulk_rows_state ON bulk_rows (org_id, run_id, state, position);

CREATE TABLE client_fields (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    key TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    choices TEXT[] DEFAULT '{}' NOT NULL,
    archived BOOLEAN DEFAULT false NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_client_fields PRIMARY KEY (org_id, id),
    CONSTRAINT uq_client_fields_org_id_key UNIQUE (org_id, key),
    CONSTRAINT ck_client_fields_kind CHECK (kind IN ('text', 'number', 'date', 'choice')),
    CONSTRAINT ck_client_fields_choices CHECK ((kind = 'choice') = (cardinality(choices) > 0)),
    CONSTRAINT fk_client_fields_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE TABLE client_grams (
    org_id UUID NOT NULL,
    gram TEXT COLLATE "C" NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    CONSTRAINT pk_client_grams PRIMARY KEY (org_id, gram, word),
    CONSTRAINT fk_client_grams_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE TABLE client_segments (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    rules JSONB NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_client_segments PRIMARY KEY (org_id, id),
    CONSTRAINT fk_client_segments_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE UNIQUE INDEX uq_client_segments_name ON client_segments (org_id, lower(name));

CREATE TABLE clients (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    profile JSONB NOT NULL,
    kind TEXT DEFAULT 'business' NOT NULL,
    code TEXT NOT NULL,
    currency TEXT NOT NULL,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    payment_terms_days INTEGER,
    early_discounts JSONB,
    shipping_address JSONB,
    order_format TEXT DEFAULT '' NOT NULL,
    credit_limit NUMERIC,
    custom JSONB DEFAULT '{}' NOT NULL,
    tags TEXT[] DEFAULT '{}' NOT NULL,
    reminders_paused BOOLEAN DEFAULT false NOT NULL,
    notes TEXT DEFAULT '' NOT NULL,
    folded_name TEXT COLLATE "C" NOT NULL,
    search TEXT COLLATE "C" NOT NULL,
    archived_at TIMESTAMP WITH TIME ZONE,
    merged_into UUID,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_clients PRIMARY KEY (org_id, id),
    CONSTRAINT fk_clients_org_id_merged_into FOREIGN KEY(org_id, merged_into) REFERENCES clients (org_id, id),
    CONSTRAINT uq_clients_org_id_code UNIQUE (org_id, code),
    CONSTRAINT ck_clients_kind CHECK (kind IN ('business', 'consumer')),
    CONSTRAINT ck_clients_payment_terms_days CHECK (payment_terms_days BETWEEN 0 AND 365),
    CONSTRAINT ck_clients_early_discounts CHECK (jsonb_typeof(early_discounts) = 'array' AND jsonb_array_length(early_discounts) <= 3 AND jsonb_array_length(early_discounts) = jsonb_array_length(jsonb_path_query_array(early_discounts, '$[*] ? (@.percent.double() > 0 && @.percent.double() < 100 && @.days >= 0 && @.days <= 365)'))),
    CONSTRAINT ck_clients_credit_limit CHECK (credit_limit >= 0),
    CONSTRAINT ck_clients_merged_is_archived CHECK (merged_into IS NULL OR archived_at IS NOT NULL),
    CONSTRAINT ck_clients_merged_into_another CHECK (merged_into <> id),
    CONSTRAINT fk_clients_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE INDEX ix_clients_created ON clients (org_id, created_at, id);

CREATE INDEX ix_clients_folded_name ON clients (org_id, folded_name, id);

CREATE INDEX ix_clients_merged_into ON clients (org_id, merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX ix_clients_name ON clients (org_id, lower(name), id);

CREATE TABLE companies (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    profile JSONB NOT NULL,
    tax_registered BOOLEAN NOT NULL,
    currency TEXT NOT NULL,
    language TEXT NOT NULL,
    payment_terms_days INTEGER NOT NULL,
    early_discounts JSONB DEFAULT '[]' NOT NULL,
    bank_accounts BYTEA,
    addresses JSONB DEFAULT '[]' NOT NULL,
    reply_to TEXT DEFAULT '' NOT NULL,
    email_signature TEXT DEFAULT '' NOT NULL,
    default_notes TEXT DEFAULT '' NOT NULL,
    default_terms TEXT DEFAULT '' NOT NULL,
    archived_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_companies PRIMARY KEY (org_id, id),
    CONSTRAINT ck_companies_payment_terms_days CHECK (payment_terms_days BETWEEN 0 AND 365),
    CONSTRAINT ck_companies_early_discounts CHECK (jsonb_typeof(early_discounts) = 'array' AND jsonb_array_length(early_discounts) <= 3 AND jsonb_array_length(early_discounts) = jsonb_array_length(jsonb_path_query_array(early_discounts, '$[*] ? (@.percent.double() > 0 && @.percent.double() < 100 && @.days >= 0 && @.days <= 365)'))),
    CONSTRAINT fk_companies_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE INDEX ix_companies_name ON companies (org_id, lower(name), id);

CREATE TABLE discount_rules (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    scope TEXT NOT NULL,
    tiers JSONB NOT NULL,
    graduated BOOLEAN NOT NULL,
    currency TEXT,
    since DATE,
    until DATE,
    code TEXT NOT NULL,
    skus TEXT[] NOT NULL,
    tags TEXT[] NOT NULL,
    minimum NUMERIC NOT NULL,
    stackable BOOLEAN NOT NULL,
    most_uses INTEGER,
    most_uses_per_client INTEGER,
    archived_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_discount_rules PRIMARY KEY (org_id, id),
    CONSTRAINT ck_discount_rules_named CHECK (name <> '' AND reason <> ''),
    CONSTRAINT ck_discount_rules_kind CHECK (kind IN ('volume', 'promo', 'loyalty', 'contract', 'client')),
    CONSTRAINT ck_discount_rules_scope CHECK (scope IN ('line', 'document')),
    CONSTRAINT ck_discount_rules_days CHECK (until >= since),
    CONSTRAINT ck_discount_rules_code CHECK (code = upper(code)),
    CONSTRAINT ck_discount_rules_minimum CHECK (minimum >= 0 AND (minimum = 0 OR currency IS NOT NULL)),
    CONSTRAINT ck_discount_rules_most_uses CHECK (most_uses > 0 AND most_uses_per_client > 0),
    CONSTRAINT fk_discount_rules_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE UNIQUE INDEX uq_discount_rules_name ON discount_rules (org_id, lower(name));

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

CREATE TABLE items (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    sku TEXT NOT NULL,
    unit TEXT NOT NULL,
    tax TEXT NOT NULL,
    gtin TEXT NOT NULL,
    supply TEXT DEFAULT '' NOT NULL,
    classifications JSONB NOT NULL,
    is_bundle BOOLEAN NOT NULL,
    archived_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_items PRIMARY KEY (org_id, id),
    CONSTRAINT uq_items_org_id_id_is_bundle UNIQUE (org_id, id, is_bundle),
    CONSTRAINT ck_items_name CHECK (name <> ''),
    CONSTRAINT ck_items_supply CHECK (supply IN ('', 'goods', 'services', 'digital', 'intangible')),
    CONSTRAINT fk_items_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE INDEX ix_items_created ON items (org_id, created_at, id);

CREATE INDEX ix_items_name ON items (org_id, lower(name), id);

CREATE UNIQUE INDEX uq_items_sku ON items (org_id, lower(sku)) WHERE sku <> '';

CREATE TABLE mail_tokens (
    token_hash BYTEA NOT NULL,
    user_id UUID NOT NULL,
    purpose TEXT NOT NULL,
    password_hash TEXT,
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

CREATE TABLE own_fonts (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    family TEXT NOT NULL,
    weight SMALLINT NOT NULL,
    italic BOOLEAN NOT NULL,
    key TEXT NOT NULL,
    size INTEGER NOT NULL,
    languages JSONB NOT NULL,
    tabular BOOLEAN NOT NULL,
    licensed_by TEXT NOT NULL,
    added_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_own_fonts PRIMARY KEY (org_id, id),
    CONSTRAINT ck_own_fonts_family CHECK (family = btrim(family) AND family <> ''),
    CONSTRAINT ck_own_fonts_weight CHECK (weight IN (100, 200, 300, 400, 500, 600, 700, 800, 900)),
    CONSTRAINT ck_own_fonts_size CHECK (size > 0),
    CONSTRAINT fk_own_fonts_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE UNIQUE INDEX uq_own_fonts_style ON own_fonts (org_id, lower(family), weight, italic);

CREATE TABLE rate_overrides (
    org_id UUID NOT NULL,
    base TEXT NOT NULL,
    quote TEXT NOT NULL,
    rate_date DATE NOT NULL,
    rate NUMERIC NOT NULL,
    reference TEXT NOT NULL,
    version INTEGER NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_rate_overrides PRIMARY KEY (org_id, base, quote, rate_date),
    CONSTRAINT ck_rate_overrides_rate CHECK (rate > 0 AND base <> quote),
    CONSTRAINT fk_rate_overrides_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE UNIQUE INDEX uq_rate_overrides_pair ON rate_overrides (org_id, least(base, quote), greatest(base, quote), rate_date);

CREATE TABLE rate_settings (
    org_id UUID NOT NULL,
    source TEXT NOT NULL,
    refresh TEXT NOT NULL,
    max_age_days INTEGER NOT NULL,
    credentials BYTEA,
    key_hint TEXT DEFAULT '' NOT NULL,
    version INTEGER NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_rate_settings PRIMARY KEY (org_id),
    CONSTRAINT ck_rate_settings_source CHECK (source IN ('ecb', 'openexchangerates', 'xe', 'manual')),
    CONSTRAINT ck_rate_settings_refresh CHECK (refresh IN ('hourly', 'daily', 'weekly')),
    CONSTRAINT ck_rate_settings_max_age_days CHECK (max_age_days BETWEEN 1 AND 366),
    CONSTRAINT ck_rate_settings_credentials CHECK ((credentials IS NOT NULL) = (source IN ('openexchangerates', 'xe'))),
    CONSTRAINT fk_rate_settings_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE TABLE reminder_policies (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    steps JSONB NOT NULL,
    weekly_cap INTEGER NOT NULL,
    quiet_weekends BOOLEAN NOT NULL,
    is_default BOOLEAN NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_reminder_policies PRIMARY KEY (org_id, id),
    CONSTRAINT ck_reminder_policies_weekly_cap CHECK (weekly_cap BETWEEN 1 AND 14),
    CONSTRAINT fk_reminder_policies_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE UNIQUE INDEX uq_reminder_policies_default ON reminder_policies (org_id) WHERE is_default;

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

CREATE TABLE template_designs (
    org_id UUID NOT NULL,
    hash BYTEA NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT pk_template_designs PRIMARY KEY (org_id, hash),
    CONSTRAINT ck_template_designs_hash CHECK (hash = sha256(convert_to(content, 'UTF8'))),
    CONSTRAINT fk_template_designs_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE TABLE templates (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT DEFAULT 'blocks' NOT NULL,
    name TEXT NOT NULL,
    draft TEXT NOT NULL,
    published INTEGER DEFAULT '0' NOT NULL,
    archived_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_templates PRIMARY KEY (org_id, id),
    CONSTRAINT ck_templates_name CHECK (name = btrim(name) AND name <> ''),
    CONSTRAINT ck_templates_published CHECK (published >= 0),
    CONSTRAINT ck_templates_kind CHECK (kind IN ('blocks', 'source')),
    CONSTRAINT fk_templates_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE UNIQUE INDEX uq_templates_name ON templates (org_id, lower(name));

CREATE TABLE brands (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    name TEXT NOT NULL,
    design JSONB NOT NULL,
    logos JSONB DEFAULT '{}' NOT NULL,
    is_default BOOLEAN NOT NULL,
    archived_at TIMESTAMP WITH TIME ZONE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_brands PRIMARY KEY (org_id, id),
    CONSTRAINT fk_brands_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT ck_brands_name CHECK (name = btrim(name) AND name <> ''),
    CONSTRAINT ck_brands_default_in_use CHECK (NOT (is_default AND archived_at IS NOT NULL)),
    CONSTRAINT fk_brands_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE UNIQUE INDEX uq_brands_default ON brands (org_id, company_id) WHERE is_default;

CREATE UNIQUE INDEX uq_brands_name ON brands (org_id, company_id, lower(name));

CREATE TABLE client_certificates (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    client_id UUID NOT NULL,
    number TEXT NOT NULL,
    country TEXT NOT NULL,
    region TEXT NOT NULL,
    reason TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_until DATE,
    file_key TEXT,
    file_name TEXT DEFAULT '' NOT NULL,
    file_type TEXT,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_client_certificates PRIMARY KEY (org_id, id),
    CONSTRAINT fk_client_certificates_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id),
    CONSTRAINT ck_client_certificates_number CHECK (number <> ''),
    CONSTRAINT ck_client_certificates_days CHECK (valid_until >= valid_from),
    CONSTRAINT ck_client_certificates_file CHECK ((file_key IS NULL) = (file_type IS NULL))
);

CREATE INDEX ix_client_certificates_client ON client_certificates (org_id, client_id, id);

CREATE TABLE client_contacts (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    client_id UUID NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    language TEXT,
    channel TEXT NOT NULL,
    receives_invoices BOOLEAN NOT NULL,
    receives_reminders BOOLEAN NOT NULL,
    notes TEXT DEFAULT '' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_client_contacts PRIMARY KEY (org_id, id),
    CONSTRAINT fk_client_contacts_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id),
    CONSTRAINT ck_client_contacts_role CHECK (role IN ('billing', 'accounts_payable', 'owner', 'cc', 'escalation', 'other')),
    CONSTRAINT ck_client_contacts_channel CHECK (channel IN ('email', 'phone')),
    CONSTRAINT ck_client_contacts_email_to_write_to CHECK (email <> '' OR channel <> 'email'),
    CONSTRAINT ck_client_contacts_phone_to_call CHECK (phone <> '' OR channel <> 'phone'),
    CONSTRAINT ck_client_contacts_mail_goes_by_email CHECK (channel = 'email' OR NOT (receives_invoices OR receives_reminders))
);

CREATE INDEX ix_client_contacts_client ON client_contacts (org_id, client_id, id);

CREATE TABLE client_erasures (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    client_id UUID NOT NULL,
    reason TEXT NOT NULL,
    done_by TEXT NOT NULL,
    done_at TIMESTAMP WITH TIME ZONE NOT NULL,
    kept_until DATE,
    CONSTRAINT pk_client_erasures PRIMARY KEY (org_id, id),
    CONSTRAINT fk_client_erasures_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id),
    CONSTRAINT ck_client_erasures_reason CHECK (reason <> '')
);

CREATE INDEX ix_client_erasures_client ON client_erasures (org_id, client_id, done_at);

CREATE TABLE client_words (
    org_id UUID NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    client_id UUID NOT NULL,
    kind TEXT NOT NULL,
    CONSTRAINT pk_client_words PRIMARY KEY (org_id, word, client_id),
    CONSTRAINT fk_client_words_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id),
    CONSTRAINT ck_client_words_kind CHECK (kind IN ('tax_id', 'domain', 'name', 'other'))
);

CREATE INDEX ix_client_words_tax_id ON client_words (org_id, word) WHERE kind = 'tax_id';

CREATE TABLE contract_prices (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    client_id UUID NOT NULL,
    item_id UUID NOT NULL,
    currency TEXT NOT NULL,
    since DATE NOT NULL,
    until DATE,
    unit_price NUMERIC NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_contract_prices PRIMARY KEY (org_id, id),
    CONSTRAINT fk_contract_prices_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id),
    CONSTRAINT fk_contract_prices_org_id_item_id FOREIGN KEY(org_id, item_id) REFERENCES items (org_id, id),
    CONSTRAINT uq_contract_prices_org_id_item_id_client_id_currency_since UNIQUE (org_id, item_id, client_id, currency, since),
    CONSTRAINT ck_contract_prices_unit_price CHECK (unit_price >= 0),
    CONSTRAINT ck_contract_prices_days CHECK (until >= since)
);

CREATE INDEX ix_contract_prices_client ON contract_prices (org_id, client_id);

CREATE TABLE default_companies (
    org_id UUID NOT NULL,
    user_id UUID NOT NULL,
    company_id UUID NOT NULL,
    CONSTRAINT pk_default_companies PRIMARY KEY (org_id, user_id),
    CONSTRAINT member FOREIGN KEY(org_id, user_id) REFERENCES memberships (org_id, user_id) ON DELETE CASCADE,
    CONSTRAINT fk_default_companies_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id)
);

CREATE TABLE discount_rule_clients (
    org_id UUID NOT NULL,
    rule_id UUID NOT NULL,
    client_id UUID NOT NULL,
    CONSTRAINT pk_discount_rule_clients PRIMARY KEY (org_id, rule_id, client_id),
    CONSTRAINT fk_discount_rule_clients_org_id_rule_id FOREIGN KEY(org_id, rule_id) REFERENCES discount_rules (org_id, id),
    CONSTRAINT fk_discount_rule_clients_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id)
);

CREATE INDEX ix_discount_rule_clients_client ON discount_rule_clients (org_id, client_id);

CREATE TABLE discount_rule_segments (
    org_id UUID NOT NULL,
    rule_id UUID NOT NULL,
    segment_id UUID NOT NULL,
    CONSTRAINT pk_discount_rule_segments PRIMARY KEY (org_id, rule_id, segment_id),
    CONSTRAINT fk_discount_rule_segments_org_id_rule_id FOREIGN KEY(org_id, rule_id) REFERENCES discount_rules (org_id, id),
    CONSTRAINT fk_discount_rule_segments_org_id_segment_id FOREIGN KEY(org_id, segment_id) REFERENCES client_segments (org_id, id)
);

CREATE INDEX ix_discount_rule_segments_segment ON discount_rule_segments (org_id, segment_id);

CREATE TABLE import_runs (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    format TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_key TEXT NOT NULL,
    company_id UUID,
    columns JSONB NOT NULL,
    options JSONB NOT NULL,
    state TEXT NOT NULL,
    report JSONB,
    problem TEXT DEFAULT '' NOT NULL,
    done INTEGER DEFAULT '0' NOT NULL,
    total INTEGER DEFAULT '0' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_by TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_import_runs PRIMARY KEY (org_id, id),
    CONSTRAINT fk_import_runs_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT ck_import_runs_kind CHECK (kind IN ('clients', 'items', 'invoices')),
    CONSTRAINT ck_import_runs_format CHECK (format IN ('csv', 'xlsx', 'xml', 'pdf')),
    CONSTRAINT ck_import_runs_state CHECK (state IN ('mapping', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'failed')),
    CONSTRAINT fk_import_runs_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE INDEX ix_import_runs_recent ON import_runs (org_id, id);

CREATE TABLE invoice_rules (
    org_id UUID NOT NULL,
    company_id UUID NOT NULL,
    amendments TEXT NOT NULL,
    most_discount NUMERIC,
    free_discount NUMERIC,
    discount_reasons BOOLEAN NOT NULL,
    free_credit NUMERIC,
    version INTEGER NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_invoice_rules PRIMARY KEY (org_id, company_id),
    CONSTRAINT fk_invoice_rules_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT ck_invoice_rules_amendments CHECK (amendments IN ('credit_and_reissue', 'new_version')),
    CONSTRAINT ck_invoice_rules_percents CHECK (most_discount BETWEEN 0 AND 100 AND free_discount BETWEEN 0 AND 100),
    CONSTRAINT ck_invoice_rules_free_credit CHECK (free_credit >= 0)
);

CREATE TABLE item_parts (
    org_id UUID NOT NULL,
    bundle_id UUID NOT NULL,
    position INTEGER NOT NULL,
    item_id UUID NOT NULL,
    quantity NUMERIC NOT NULL,
    is_bundle BOOLEAN DEFAULT true NOT NULL,
    part_is_bundle BOOLEAN DEFAULT false NOT NULL,
    CONSTRAINT pk_item_parts PRIMARY KEY (org_id, bundle_id, position),
    CONSTRAINT fk_item_parts_org_id_bundle_id_is_bundle FOREIGN KEY(org_id, bundle_id, is_bundle) REFERENCES items (org_id, id, is_bundle),
    CONSTRAINT fk_item_parts_part FOREIGN KEY(org_id, item_id, part_is_bundle) REFERENCES items (org_id, id, is_bundle),
    CONSTRAINT ck_item_parts_kinds CHECK (is_bundle AND NOT part_is_bundle),
    CONSTRAINT ck_item_parts_quantity CHECK (quantity > 0)
);

CREATE INDEX ix_item_parts_item ON item_parts (org_id, item_id);

CREATE TABLE item_prices (
    org_id UUID NOT NULL,
    item_id UUID NOT NULL,
    currency TEXT NOT NULL,
    from_quantity NUMERIC NOT NULL,
    unit_price NUMERIC NOT NULL,
    CONSTRAINT pk_item_prices PRIMARY KEY (org_id, item_id, currency, from_quantity),
    CONSTRAINT fk_item_prices_org_id_item_id FOREIGN KEY(org_id, item_id) REFERENCES items (org_id, id),
    CONSTRAINT ck_item_prices_not_negative CHECK (from_quantity >= 0 AND unit_price >= 0)
);

CREATE TABLE payments (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    client_id UUID NOT NULL,
    amount NUMERIC NOT NULL,
    currency TEXT NOT NULL,
    unallocated NUMERIC NOT NULL,
    refunded NUMERIC DEFAULT '0' NOT NULL,
    received_on DATE NOT NULL,
    method TEXT NOT NULL,
    reference TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    reversed_at TIMESTAMP WITH TIME ZONE,
    reverse_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_payments PRIMARY KEY (org_id, id),
    CONSTRAINT fk_payments_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id),
    CONSTRAINT ck_payments_amount CHECK (amount > 0),
    CONSTRAINT ck_payments_unallocated_and_refunded CHECK (unallocated >= 0 AND refunded >= 0 AND unallocated + refunded <= amount),
    CONSTRAINT ck_payments_reversed_is_no_credit CHECK (reversed_at IS NULL OR unallocated + refunded = 0),
    CONSTRAINT ck_payments_method CHECK (method IN ('bank_transfer', 'card', 'cash', 'other'))
);

CREATE INDEX ix_payments_client ON payments (org_id, client_id, received_on);

CREATE INDEX ix_payments_received_on ON payments (org_id, received_on, id) INCLUDE (currency, amount, reversed_at);

CREATE TABLE print_settings (
    org_id UUID NOT NULL,
    company_id UUID NOT NULL,
    einvoice TEXT NOT NULL,
    sign BOOLEAN DEFAULT false NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_print_settings PRIMARY KEY (org_id, company_id),
    CONSTRAINT fk_print_settings_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT ck_print_settings_einvoice CHECK (einvoice IN ('off', 'en16931', 'xrechnung'))
);

CREATE TABLE retention_settings (
    org_id UUID NOT NULL,
    company_id UUID NOT NULL,
    years INTEGER,
    erases BOOLEAN NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_retention_settings PRIMARY KEY (org_id, company_id),
    CONSTRAINT fk_retention_settings_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT ck_retention_settings_years CHECK (years BETWEEN 1 AND 99)
);

CREATE TABLE series (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    kind TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    is_default BOOLEAN NOT NULL,
    pattern TEXT NOT NULL,
    reset TEXT NOT NULL,
    start INTEGER DEFAULT '1' NOT NULL,
    per_client BOOLEAN DEFAULT false NOT NULL,
    year_start INTEGER DEFAULT '1' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_series PRIMARY KEY (org_id, id),
    CONSTRAINT fk_series_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT ck_series_reset CHECK (reset IN ('never', 'yearly', 'quarterly', 'monthly')),
    CONSTRAINT ck_series_year_start CHECK (year_start BETWEEN 1 AND 12),
    CONSTRAINT ck_series_start CHECK (start >= 1)
);

CREATE INDEX ix_series_company ON series (org_id, company_id, kind);

CREATE UNIQUE INDEX ix_series_default ON series (org_id, company_id, kind) WHERE is_default;

CREATE TABLE signing_certificates (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    origin TEXT NOT NULL,
    sealed BYTEA,
    certificate BYTEA NOT NULL,
    fingerprint TEXT NOT NULL,
    subject TEXT NOT NULL,
    issuer TEXT NOT NULL,
    serial TEXT NOT NULL,
    not_before TIMESTAMP WITH TIME ZONE NOT NULL,
    not_after TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    retired_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_signing_certificates PRIMARY KEY (org_id, id),
    CONSTRAINT fk_signing_certificates_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT ck_signing_certificates_origin CHECK (origin IN ('uploaded', 'made')),
    CONSTRAINT ck_signing_certificates_key CHECK ((sealed IS NULL) = (retired_at IS NOT NULL)),
    CONSTRAINT ck_signing_certificates_fingerprint CHECK (fingerprint ~ '^[0-9A-F]{64}$')
);

CREATE INDEX ix_signing_certificates_company ON signing_certificates (org_id, company_id, id);

CREATE UNIQUE INDEX uq_signing_certificates_in_use ON signing_certificates (org_id, company_id) WHERE retired_at IS NULL;

CREATE TABLE tax_id_checks (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    client_id UUID NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    checked_on DATE NOT NULL,
    reference TEXT NOT NULL,
    checked_by TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_tax_id_checks PRIMARY KEY (org_id, id),
    CONSTRAINT fk_tax_id_checks_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id),
    CONSTRAINT ck_tax_id_checks_state CHECK (state IN ('valid', 'invalid'))
);

CREATE INDEX ix_tax_id_checks_number ON tax_id_checks (org_id, client_id, number, checked_on, id);

CREATE TABLE tax_registrations (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    country TEXT NOT NULL,
    region TEXT NOT NULL,
    scheme TEXT NOT NULL,
    number TEXT NOT NULL,
    filing_frequency TEXT NOT NULL,
    since DATE NOT NULL,
    until DATE,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_tax_registrations PRIMARY KEY (org_id, id),
    CONSTRAINT fk_tax_registrations_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT ck_tax_registrations_scheme CHECK (scheme IN ('standard', 'small_enterprise', 'union', 'non_union', 'ioss', 'letter_of_undertaking')),
    CONSTRAINT ck_tax_registrations_filing_frequency CHECK (filing_frequency IN ('', 'monthly', 'bimonthly', 'quarterly', 'half_yearly', 'yearly')),
    CONSTRAINT ck_tax_registrations_days CHECK (until >= since)
);

CREATE UNIQUE INDEX uq_tax_registrations_since ON tax_registrations (org_id, company_id, country, region, scheme, since);

CREATE TABLE tax_rules (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    rate NUMERIC NOT NULL,
    components JSONB NOT NULL,
    compound BOOLEAN NOT NULL,
    inclusive BOOLEAN NOT NULL,
    applies_to TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    level TEXT NOT NULL,
    postal_codes TEXT[] NOT NULL,
    authority TEXT NOT NULL,
    filing_frequency TEXT NOT NULL,
    registration_number TEXT NOT NULL,
    start_date DATE NOT NULL,
    end_date DATE,
    source TEXT NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_tax_rules PRIMARY KEY (org_id, id),
    CONSTRAINT fk_tax_rules_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT ck_tax_rules_type CHECK (type IN ('sales_tax', 'vat', 'gst', 'compound', 'withholding', 'holiday')),
    CONSTRAINT ck_tax_rules_rate CHECK (rate BETWEEN 0 AND 100),
    CONSTRAINT ck_tax_rules_applies_to CHECK (applies_to IN ('all', 'goods', 'services')),
    CONSTRAINT ck_tax_rules_level CHECK (level IN ('', 'county', 'city', 'district')),
    CONSTRAINT ck_tax_rules_filing_frequency CHECK (filing_frequency IN ('', 'monthly', 'bimonthly', 'quarterly', 'half_yearly', 'yearly')),
    CONSTRAINT ck_tax_rules_days CHECK (end_date >= start_date),
    CONSTRAINT ck_tax_rules_holiday_ends CHECK (type <> 'holiday' OR end_date IS NOT NULL)
);

CREATE UNIQUE INDEX uq_tax_rules_start ON tax_rules (org_id, company_id, jurisdiction, level, key, applies_to, type, name, start_date);

CREATE TABLE template_choices (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID,
    client_id UUID,
    kind TEXT,
    template_id UUID,
    standard TEXT,
    CONSTRAINT pk_template_choices PRIMARY KEY (org_id, id),
    CONSTRAINT fk_template_choices_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT fk_template_choices_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id),
    CONSTRAINT fk_template_choices_org_id_template_id FOREIGN KEY(org_id, template_id) REFERENCES templates (org_id, id),
    CONSTRAINT ck_template_choices_one CHECK ((template_id IS NULL) <> (standard IS NULL)),
    CONSTRAINT fk_template_choices_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE UNIQUE INDEX uq_template_choices_place ON template_choices (org_id, company_id, client_id, kind) NULLS NOT DISTINCT;

CREATE TABLE template_versions (
    org_id UUID NOT NULL,
    template_id UUID NOT NULL,
    number INTEGER NOT NULL,
    hash BYTEA NOT NULL,
    note TEXT NOT NULL,
    published_by TEXT NOT NULL,
    published_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_template_versions PRIMARY KEY (org_id, template_id, number),
    CONSTRAINT fk_template_versions_org_id_template_id FOREIGN KEY(org_id, template_id) REFERENCES templates (org_id, id),
    CONSTRAINT fk_template_versions_org_id_hash FOREIGN KEY(org_id, hash) REFERENCES template_designs (org_id, hash),
    CONSTRAINT ck_template_versions_number CHECK (number >= 1)
);

CREATE TABLE brand_choices (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    client_id UUID,
    kind TEXT,
    brand_id UUID NOT NULL,
    CONSTRAINT pk_brand_choices PRIMARY KEY (org_id, id),
    CONSTRAINT fk_brand_choices_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT fk_brand_choices_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id),
    CONSTRAINT fk_brand_choices_org_id_brand_id FOREIGN KEY(org_id, brand_id) REFERENCES brands (org_id, id),
    CONSTRAINT ck_brand_choices_less_than_all CHECK (client_id IS NOT NULL OR kind IS NOT NULL),
    CONSTRAINT fk_brand_choices_org_id FOREIGN KEY(org_id) REFERENCES organizations (id)
);

CREATE UNIQUE INDEX uq_brand_choices_place ON brand_choices (org_id, company_id, client_id, kind) NULLS NOT DISTINCT;

CREATE TABLE import_records (
    org_id UUID NOT NULL,
    kind TEXT NOT NULL,
    external_id TEXT NOT NULL,
    subject_id UUID NOT NULL,
    run_id UUID NOT NULL,
    position INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_import_records PRIMARY KEY (org_id, kind, external_id),
    CONSTRAINT fk_import_records_org_id_run_id FOREIGN KEY(org_id, run_id) REFERENCES import_runs (org_id, id),
    CONSTRAINT ck_import_records_kind CHECK (kind IN ('clients', 'items', 'invoices')),
    CONSTRAINT uq_import_records_org_id_run_id_position UNIQUE (org_id, run_id, position)
);

CREATE TABLE import_rows (
    org_id UUID NOT NULL,
    run_id UUID NOT NULL,
    position INTEGER NOT NULL,
    row INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    fate TEXT NOT NULL,
    external_id TEXT NOT NULL,
    label TEXT NOT NULL,
    problem TEXT DEFAULT '' NOT NULL,
    amount NUMERIC,
    currency TEXT DEFAULT '' NOT NULL,
    subject_id UUID,
    CONSTRAINT pk_import_rows PRIMARY KEY (org_id, run_id, position),
    CONSTRAINT fk_import_rows_org_id_run_id FOREIGN KEY(org_id, run_id) REFERENCES import_runs (org_id, id) ON DELETE CASCADE,
    CONSTRAINT ck_import_rows_fate CHECK (fate IN ('add', 'known', 'refused', 'kept', 'removed'))
);

CREATE TABLE invoices (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    company_id UUID NOT NULL,
    client_id UUID NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    origin TEXT DEFAULT 'own' NOT NULL,
    series_id UUID,
    period TEXT,
    sequence INTEGER,
    number TEXT,
    draft_number TEXT,
    issue_date DATE,
    due_date DATE,
    currency TEXT NOT NULL,
    net NUMERIC NOT NULL,
    tax NUMERIC NOT NULL,
    gross NUMERIC NOT NULL,
    amount_due NUMERIC NOT NULL,
    paid NUMERIC DEFAULT '0' NOT NULL,
    credited NUMERIC DEFAULT '0' NOT NULL,
    discounted NUMERIC DEFAULT '0' NOT NULL,
    written_off NUMERIC DEFAULT '0' NOT NULL,
    applied NUMERIC DEFAULT '0' NOT NULL,
    corrects_id UUID,
    source_id UUID,
    valid_until DATE,
    answer TEXT,
    answered_at TIMESTAMP WITH TIME ZONE,
    balance NUMERIC GENERATED ALWAYS AS (CASE WHEN status = 'issued' AND kind IN ('invoice', 'corrective_invoice', 'deposit_invoice', 'final_invoice') THEN greatest(amount_due - paid - credited - written_off, amount_due * 0) ELSE amount_due * 0 END) STORED,
    client_name TEXT NOT NULL,
    document JSONB NOT NULL,
    exchange_typed BOOLEAN DEFAULT false NOT NULL,
    bank_account_id UUID,
    seller_address_id UUID,
    ship_from_id UUID,
    discount_codes TEXT[],
    chosen_series_id UUID,
    brand_id UUID,
    look JSONB,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    issued_at TIMESTAMP WITH TIME ZONE,
    sent_at TIMESTAMP WITH TIME ZONE,
    settled_at TIMESTAMP WITH TIME ZONE,
    voided_at TIMESTAMP WITH TIME ZONE,
    void_reason TEXT DEFAULT '' NOT NULL,
    erased_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_invoices PRIMARY KEY (org_id, id),
    CONSTRAINT fk_invoices_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT fk_invoices_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id),
    CONSTRAINT fk_invoices_org_id_series_id FOREIGN KEY(org_id, series_id) REFERENCES series (org_id, id),
    CONSTRAINT fk_invoices_org_id_brand_id FOREIGN KEY(org_id, brand_id) REFERENCES brands (org_id, id),
    CONSTRAINT fk_invoices_org_id_chosen_series_id FOREIGN KEY(org_id, chosen_series_id) REFERENCES series (org_id, id),
    CONSTRAINT uq_invoices_org_id_series_id_period_sequence UNIQUE (org_id, series_id, period, sequence),
    CONSTRAINT uq_invoices_org_id_company_id_number UNIQUE (org_id, company_id, number),
    CONSTRAINT uq_invoices_org_id_draft_number UNIQUE (org_id, draft_number),
    CONSTRAINT ck_invoices_status CHECK (status IN ('draft', 'issued', 'void')),
    CONSTRAINT ck_invoices_numbered_when_issued CHECK ((status = 'draft') = (number IS NULL)),
    CONSTRAINT ck_invoices_draft_number_of_draft CHECK (status = 'draft' OR draft_number IS NULL),
    CONSTRAINT fk_invoices_org_id_corrects_id FOREIGN KEY(org_id, corrects_id) REFERENCES invoices (org_id, id),
    CONSTRAINT fk_invoices_org_id_source_id FOREIGN KEY(org_id, source_id) REFERENCES invoices (org_id, id),
    CONSTRAINT ck_invoices_drafts_are_deleted CHECK (erased_at IS NULL OR status <> 'draft'),
    CONSTRAINT ck_invoices_answer CHECK (answer IN ('accepted', 'rejected')),
    CONSTRAINT ck_invoices_only_quotes_are_answered CHECK (answer IS NULL OR (kind = 'quote' AND status <> 'draft')),
    CONSTRAINT ck_invoices_answered_at CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CONSTRAINT ck_invoices_paid_at_most_due CHECK (paid >= 0 AND (status <> 'issued' OR paid <= greatest(amount_due, 0))),
    CONSTRAINT ck_invoices_credited_at_most_due CHECK (credited >= 0 AND (status <> 'issued' OR credited <= greatest(amount_due, 0))),
    CONSTRAINT ck_invoices_discounted_is_credited CHECK (discounted BETWEEN 0 AND credited),
    CONSTRAINT ck_invoices_written_off_at_most_due CHECK (written_off >= 0 AND (written_off = 0 OR paid + credited + written_off <= amount_due)),
    CONSTRAINT ck_invoices_deposits_are_applied CHECK (applied >= 0 AND (applied = 0 OR kind = 'deposit_invoice')),
    CONSTRAINT ck_invoices_applied_at_most_paid CHECK (applied = 0 OR (applied <= paid AND applied + credited <= amount_due)),
    CONSTRAINT ck_invoices_origin CHECK (origin IN ('own', 'imported')),
    CONSTRAINT ck_invoices_imported_in_no_series CHECK (origin = 'own' OR (series_id IS NULL AND status <> 'draft')),
    CONSTRAINT ck_invoices_corrections_correct CHECK ((corrects_id IS NULL OR kind IN ('credit_note', 'corrective_invoice')) AND (kind NOT IN ('credit_note', 'corrective_invoice') OR corrects_id IS NOT NULL OR origin = 'imported'))
);

CREATE INDEX ix_invoices_by_client ON invoices (org_id, (lower(client_name)), id);

CREATE INDEX ix_invoices_by_due_date ON invoices (org_id, (COALESCE(due_date, CAST('9999-01-01' AS DATE))), id);

CREATE INDEX ix_invoices_by_gross ON invoices (org_id, gross, id);

CREATE INDEX ix_invoices_by_issue_date ON invoices (org_id, (COALESCE(issue_date, CAST('9999-01-01' AS DATE))), id);

CREATE INDEX ix_invoices_by_lateness ON invoices (org_id, (
CASE
    WHEN balance > 0::numeric THEN due_date
    ELSE '9999-01-01'::date
END), id);

CREATE INDEX ix_invoices_by_number ON invoices (org_id, (COALESCE(number, '')), id);

CREATE INDEX ix_invoices_client ON invoices (org_id, client_id, issue_date);

CREATE INDEX ix_invoices_corrects ON invoices (org_id, corrects_id) WHERE corrects_id IS NOT NULL;

CREATE INDEX ix_invoices_created ON invoices (org_id, created_at, id);

CREATE INDEX ix_invoices_deposits ON invoices (org_id, issue_date, id) WHERE kind = 'deposit_invoice' AND status = 'issued';

CREATE INDEX ix_invoices_drafts ON invoices (org_id, currency) WHERE status = 'draft';

CREATE INDEX ix_invoices_open ON invoices (org_id, due_date, id) WHERE balance > 0;

CREATE INDEX ix_invoices_outside ON invoices (org_id, company_id) WHERE series_id IS NULL AND number IS NOT NULL;

CREATE INDEX ix_invoices_overpaid ON invoices (org_id, client_id, currency) WHERE status = 'issued' AND paid > 0 AND paid + credited > amount_due;

CREATE INDEX ix_invoices_owed ON invoices (org_id, client_id, currency) INCLUDE (due_date, balance, company_id) WHERE balance > 0;

CREATE INDEX ix_invoices_source ON invoices (org_id, source_id) WHERE source_id IS NOT NULL;

CREATE TABLE number_findings (
    org_id UUID NOT NULL,
    series_id UUID NOT NULL,
    period TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    explained_at TIMESTAMP WITH TIME ZONE,
    explained_by TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_number_findings PRIMARY KEY (org_id, series_id, period, first),
    CONSTRAINT fk_number_findings_org_id_series_id FOREIGN KEY(org_id, series_id) REFERENCES series (org_id, id),
    CONSTRAINT ck_number_findings_counts_up CHECK (last >= first),
    CONSTRAINT ck_number_findings_explained CHECK ((reason = '') = (explained_at IS NULL))
);

CREATE INDEX ix_number_findings_open ON number_findings (org_id, seen_at) WHERE explained_at IS NULL;

CREATE TABLE series_chains (
    org_id UUID NOT NULL,
    series_id UUID NOT NULL,
    position INTEGER NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_series_chains PRIMARY KEY (org_id, series_id),
    CONSTRAINT fk_series_chains_org_id_series_id FOREIGN KEY(org_id, series_id) REFERENCES series (org_id, id)
);

CREATE TABLE series_counters (
    org_id UUID NOT NULL,
    series_id UUID NOT NULL,
    period TEXT NOT NULL,
    client TEXT GENERATED ALWAYS AS (CASE WHEN position('/' IN period) > 0 THEN substr(period, position('/' IN period) + 1) ELSE '' END) STORED,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    last_date DATE NOT NULL,
    CONSTRAINT pk_series_counters PRIMARY KEY (org_id, series_id, period),
    CONSTRAINT fk_series_counters_org_id_series_id FOREIGN KEY(org_id, series_id) REFERENCES series (org_id, id),
    CONSTRAINT ck_series_counters_counts_up CHECK (first >= 1 AND last >= first - 1)
);

CREATE INDEX ix_series_counters_client ON series_counters (org_id, series_id, client);

CREATE TABLE allocations (
    org_id UUID NOT NULL,
    payment_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    amount NUMERIC NOT NULL,
    CONSTRAINT pk_allocations PRIMARY KEY (org_id, payment_id, invoice_id),
    CONSTRAINT fk_allocations_org_id_payment_id FOREIGN KEY(org_id, payment_id) REFERENCES payments (org_id, id),
    CONSTRAINT fk_allocations_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT ck_allocations_amount CHECK (amount >= 0)
);

CREATE INDEX ix_allocations_invoice ON allocations (org_id, invoice_id);

CREATE TABLE approvals (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    act TEXT NOT NULL,
    wish JSONB NOT NULL,
    invoice_version INTEGER NOT NULL,
    finding TEXT NOT NULL,
    note TEXT NOT NULL,
    state TEXT DEFAULT 'pending' NOT NULL,
    requested_by UUID NOT NULL,
    requested_label TEXT NOT NULL,
    requested_at TIMESTAMP WITH TIME ZONE NOT NULL,
    decided_by UUID,
    decided_label TEXT DEFAULT '' NOT NULL,
    decided_at TIMESTAMP WITH TIME ZONE,
    decision_note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_approvals PRIMARY KEY (org_id, id),
    CONSTRAINT fk_approvals_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id) ON DELETE CASCADE,
    CONSTRAINT ck_approvals_act CHECK (act IN ('issue', 'credit', 'amend', 'correct', 'write_off', 'void')),
    CONSTRAINT ck_approvals_state CHECK (state IN ('pending', 'approved', 'declined', 'withdrawn')),
    CONSTRAINT ck_approvals_decided_at CHECK ((state = 'pending') = (decided_at IS NULL)),
    CONSTRAINT ck_approvals_four_eyes CHECK (state NOT IN ('approved', 'declined') OR decided_by <> requested_by)
);

CREATE INDEX ix_approvals_invoice ON approvals (org_id, invoice_id, id);

CREATE UNIQUE INDEX uq_approvals_pending ON approvals (org_id, invoice_id) WHERE state = 'pending';

CREATE TABLE attachments (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    name TEXT NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    for_client BOOLEAN NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_attachments PRIMARY KEY (org_id, id),
    CONSTRAINT fk_attachments_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT uq_attachments_org_id_invoice_id_name UNIQUE (org_id, invoice_id, name),
    CONSTRAINT ck_attachments_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_attachments_size CHECK (size > 0)
);

CREATE TABLE credit_uses (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    client_id UUID NOT NULL,
    invoice_id UUID,
    amount NUMERIC NOT NULL,
    currency TEXT NOT NULL,
    used_on DATE NOT NULL,
    method TEXT,
    reference TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    actor_label TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    undone_at TIMESTAMP WITH TIME ZONE,
    undo_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_credit_uses PRIMARY KEY (org_id, id),
    CONSTRAINT fk_credit_uses_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id),
    CONSTRAINT fk_credit_uses_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT ck_credit_uses_amount CHECK (amount > 0),
    CONSTRAINT ck_credit_uses_refund_or_invoice CHECK ((invoice_id IS NULL) = (method IS NOT NULL)),
    CONSTRAINT ck_credit_uses_method CHECK (method IN ('bank_transfer', 'card', 'cash', 'other'))
);

CREATE INDEX ix_credit_uses_client ON credit_uses (org_id, client_id, id);

CREATE INDEX ix_credit_uses_invoice ON credit_uses (org_id, invoice_id);

CREATE TABLE deliveries (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    send_id UUID NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT DEFAULT 'email' NOT NULL,
    recipient TEXT NOT NULL,
    contact_id UUID,
    subject TEXT NOT NULL,
    message TEXT DEFAULT '' NOT NULL,
    subject_template TEXT,
    with_attachments BOOLEAN DEFAULT false NOT NULL,
    locked BOOLEAN DEFAULT false NOT NULL,
    later_open BOOLEAN DEFAULT false NOT NULL,
    discreet BOOLEAN DEFAULT false NOT NULL,
    password BYTEA,
    step TEXT,
    message_id TEXT NOT NULL,
    told TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    queued_at TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_deliveries PRIMARY KEY (org_id, id),
    CONSTRAINT fk_deliveries_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT fk_deliveries_org_id_send_id FOREIGN KEY(org_id, send_id) REFERENCES sends (org_id, id),
    CONSTRAINT uq_deliveries_org_id_send_id UNIQUE (org_id, send_id),
    CONSTRAINT ck_deliveries_kind CHECK (kind IN ('invoice', 'reminder', 'receipt')),
    CONSTRAINT ck_deliveries_channel CHECK (channel = 'email'),
    CONSTRAINT ck_deliveries_password CHECK (password IS NULL OR locked),
    CONSTRAINT ck_deliveries_later_open CHECK (locked OR NOT later_open)
);

CREATE INDEX ix_deliveries_invoice ON deliveries (org_id, invoice_id, id);

CREATE TABLE deposit_forfeits (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    deposit_id UUID NOT NULL,
    amount NUMERIC NOT NULL,
    forfeited_on DATE NOT NULL,
    reason TEXT NOT NULL,
    actor_label TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    undone_at TIMESTAMP WITH TIME ZONE,
    undo_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_deposit_forfeits PRIMARY KEY (org_id, id),
    CONSTRAINT fk_deposit_forfeits_org_id_deposit_id FOREIGN KEY(org_id, deposit_id) REFERENCES invoices (org_id, id),
    CONSTRAINT ck_deposit_forfeits_amount CHECK (amount > 0)
);

CREATE INDEX ix_deposit_forfeits_deposit ON deposit_forfeits (org_id, deposit_id, at);

CREATE TABLE deposit_terms (
    org_id UUID NOT NULL,
    deposit_id UUID NOT NULL,
    expires_on DATE,
    is_refundable BOOLEAN NOT NULL,
    warned_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_deposit_terms PRIMARY KEY (org_id, deposit_id),
    CONSTRAINT fk_deposit_terms_org_id_deposit_id FOREIGN KEY(org_id, deposit_id) REFERENCES invoices (org_id, id)
);

CREATE INDEX ix_deposit_terms_expires ON deposit_terms (expires_on) WHERE warned_at IS NULL;

CREATE TABLE deposit_uses (
    org_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    deposit_id UUID NOT NULL,
    amount NUMERIC NOT NULL,
    tax NUMERIC NOT NULL,
    CONSTRAINT pk_deposit_uses PRIMARY KEY (org_id, invoice_id, deposit_id),
    CONSTRAINT fk_deposit_uses_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT fk_deposit_uses_org_id_deposit_id FOREIGN KEY(org_id, deposit_id) REFERENCES invoices (org_id, id),
    CONSTRAINT ck_deposit_uses_amount CHECK (amount > 0)
);

CREATE INDEX ix_deposit_uses_deposit ON deposit_uses (org_id, deposit_id);

CREATE TABLE discount_rule_uses (
    org_id UUID NOT NULL,
    rule_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    client_id UUID NOT NULL,
    promise_id UUID NOT NULL,
    open_until DATE,
    used_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_discount_rule_uses PRIMARY KEY (org_id, rule_id, invoice_id),
    CONSTRAINT fk_discount_rule_uses_org_id_rule_id FOREIGN KEY(org_id, rule_id) REFERENCES discount_rules (org_id, id),
    CONSTRAINT fk_discount_rule_uses_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT fk_discount_rule_uses_org_id_promise_id FOREIGN KEY(org_id, promise_id) REFERENCES invoices (org_id, id),
    CONSTRAINT fk_discount_rule_uses_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id)
);

CREATE INDEX ix_discount_rule_uses_invoice ON discount_rule_uses (org_id, invoice_id);

CREATE INDEX ix_discount_rule_uses_promise ON discount_rule_uses (org_id, rule_id, promise_id);

CREATE TABLE document_erasures (
    org_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    company_id UUID NOT NULL,
    number TEXT NOT NULL,
    issue_date DATE NOT NULL,
    newest DATE NOT NULL,
    country TEXT NOT NULL,
    law TEXT NOT NULL,
    until DATE NOT NULL,
    erased_on DATE NOT NULL,
    versions TEXT[] NOT NULL,
    key_id UUID NOT NULL,
    signature BYTEA NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_document_erasures PRIMARY KEY (org_id, invoice_id),
    CONSTRAINT fk_document_erasures_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT fk_document_erasures_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id),
    CONSTRAINT fk_document_erasures_org_id_key_id FOREIGN KEY(org_id, key_id) REFERENCES signing_keys (org_id, id),
    CONSTRAINT ck_document_erasures_kept_long_enough CHECK (newest >= issue_date AND until > newest AND erased_on > until)
);

CREATE INDEX ix_document_erasures_at ON document_erasures (org_id, at, invoice_id);

CREATE TABLE draft_saves (
    org_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    number INTEGER NOT NULL,
    version INTEGER,
    company_id UUID NOT NULL,
    client_id UUID NOT NULL,
    document JSONB NOT NULL,
    exchange_typed BOOLEAN NOT NULL,
    bank_account_id UUID,
    brand_id UUID,
    chosen_series_id UUID,
    seller_address_id UUID,
    ship_from_id UUID,
    discount_codes TEXT[],
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id UUID,
    actor_label TEXT NOT NULL,
    CONSTRAINT pk_draft_saves PRIMARY KEY (org_id, invoice_id, number),
    CONSTRAINT fk_draft_saves_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT uq_draft_saves_org_id_invoice_id_version UNIQUE (org_id, invoice_id, version)
);

CREATE TABLE invoice_lines (
    org_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    position INTEGER NOT NULL,
    description TEXT NOT NULL,
    sku TEXT NOT NULL,
    quantity NUMERIC NOT NULL,
    unit TEXT NOT NULL,
    unit_price NUMERIC NOT NULL,
    net NUMERIC NOT NULL,
    tax_category TEXT NOT NULL,
    tax_rate NUMERIC NOT NULL,
    tax NUMERIC NOT NULL,
    total NUMERIC NOT NULL,
    phrase TEXT COLLATE "C" GENERATED ALWAYS AS (lower(left(description, 120))) STORED,
    CONSTRAINT pk_invoice_lines PRIMARY KEY (org_id, invoice_id, position),
    CONSTRAINT fk_invoice_lines_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id)
);

CREATE INDEX ix_invoice_lines_phrase ON invoice_lines (org_id, phrase, invoice_id);

CREATE TABLE invoice_versions (
    org_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    number INTEGER NOT NULL,
    series_id UUID NOT NULL,
    position INTEGER NOT NULL,
    document JSONB NOT NULL,
    look JSONB NOT NULL,
    change TEXT NOT NULL,
    reason TEXT NOT NULL,
    hash TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    key_id UUID NOT NULL,
    signature BYTEA NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id UUID,
    actor_label TEXT NOT NULL,
    CONSTRAINT pk_invoice_versions PRIMARY KEY (org_id, invoice_id, number),
    CONSTRAINT fk_invoice_versions_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT fk_invoice_versions_org_id_series_id FOREIGN KEY(org_id, series_id) REFERENCES series (org_id, id),
    CONSTRAINT fk_invoice_versions_org_id_key_id FOREIGN KEY(org_id, key_id) REFERENCES signing_keys (org_id, id),
    CONSTRAINT uq_invoice_versions_org_id_series_id_position UNIQUE (org_id, series_id, position),
    CONSTRAINT ck_invoice_versions_change CHECK (change IN ('issue', 'duplication', 'amendment', 'correction', 'cancellation')),
    CONSTRAINT ck_invoice_versions_begins_once CHECK ((number = 1) = (change IN ('issue', 'duplication')))
);

CREATE TABLE issued_designs (
    org_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    hash BYTEA NOT NULL,
    template_id UUID,
    number INTEGER,
    standard TEXT,
    CONSTRAINT pk_issued_designs PRIMARY KEY (org_id, invoice_id),
    CONSTRAINT fk_issued_designs_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT fk_issued_designs_org_id_hash FOREIGN KEY(org_id, hash) REFERENCES template_designs (org_id, hash),
    CONSTRAINT ck_issued_designs_version CHECK ((template_id IS NULL) = (number IS NULL))
);

CREATE TABLE legal_holds (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    client_id UUID NOT NULL,
    invoice_id UUID,
    reason TEXT NOT NULL,
    placed_by TEXT NOT NULL,
    placed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    release_reason TEXT DEFAULT '' NOT NULL,
    released_by TEXT DEFAULT '' NOT NULL,
    released_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_legal_holds PRIMARY KEY (org_id, id),
    CONSTRAINT fk_legal_holds_org_id_client_id FOREIGN KEY(org_id, client_id) REFERENCES clients (org_id, id),
    CONSTRAINT fk_legal_holds_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT ck_legal_holds_reason CHECK (reason <> ''),
    CONSTRAINT ck_legal_holds_released_with_a_reason CHECK ((released_at IS NULL) = (release_reason = ''))
);

CREATE INDEX ix_legal_holds_client ON legal_holds (org_id, client_id, id);

CREATE TABLE preview_links (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    code TEXT NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by TEXT NOT NULL,
    revoked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_preview_links PRIMARY KEY (org_id, id),
    CONSTRAINT fk_preview_links_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id) ON DELETE CASCADE,
    CONSTRAINT ck_preview_links_lasts CHECK (expires_at > created_at),
    CONSTRAINT uq_preview_links_code UNIQUE (code)
);

CREATE INDEX ix_preview_links_invoice ON preview_links (org_id, invoice_id);

CREATE TABLE prints (
    org_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    input TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    page_count INTEGER NOT NULL,
    einvoice TEXT NOT NULL,
    problems JSONB NOT NULL,
    template_problems JSONB NOT NULL,
    signed_by TEXT NOT NULL,
    thumbnail TEXT,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_prints PRIMARY KEY (org_id, invoice_id, input),
    CONSTRAINT fk_prints_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT ck_prints_einvoice CHECK (einvoice IN ('off', 'left_out', 'en16931', 'xrechnung')),
    CONSTRAINT ck_prints_something CHECK (size > 0 AND page_count > 0),
    CONSTRAINT ck_prints_hashes CHECK (length(input) = 64 AND length(sha256) = 64)
);

CREATE INDEX ix_prints_template_problems ON prints (org_id, made_at) WHERE template_problems <> '[]'::jsonb;

CREATE TABLE public_links (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    code TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    revoked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_public_links PRIMARY KEY (org_id, id),
    CONSTRAINT fk_public_links_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT uq_public_links_code UNIQUE (code)
);

CREATE UNIQUE INDEX uq_public_links_active ON public_links (org_id, invoice_id) WHERE revoked_at IS NULL;

CREATE TABLE quote_answers (
    org_id UUID NOT NULL,
    quote_id UUID NOT NULL,
    answer TEXT NOT NULL,
    by_client BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    version_hash TEXT NOT NULL,
    ip TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    actor_label TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_quote_answers PRIMARY KEY (org_id, quote_id),
    CONSTRAINT fk_quote_answers_org_id_quote_id FOREIGN KEY(org_id, quote_id) REFERENCES invoices (org_id, id),
    CONSTRAINT ck_quote_answers_answer CHECK (answer IN ('accepted', 'rejected')),
    CONSTRAINT ck_quote_answers_named CHECK (btrim(name) <> '')
);

CREATE TABLE reminder_plans (
    org_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    policy_id UUID NOT NULL,
    next_at TIMESTAMP WITH TIME ZONE,
    next_step TEXT,
    paused_at TIMESTAMP WITH TIME ZONE,
    pause_reason TEXT,
    pause_note TEXT DEFAULT '' NOT NULL,
    paused_until DATE,
    done_at TIMESTAMP WITH TIME ZONE,
    done_reason TEXT,
    CONSTRAINT pk_reminder_plans PRIMARY KEY (org_id, invoice_id),
    CONSTRAINT fk_reminder_plans_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT fk_reminder_plans_org_id_policy_id FOREIGN KEY(org_id, policy_id) REFERENCES reminder_policies (org_id, id),
    CONSTRAINT ck_reminder_plans_pause_reason CHECK (pause_reason IN ('dispute', 'promise', 'manual')),
    CONSTRAINT ck_reminder_plans_paused_for_a_reason CHECK ((paused_at IS NULL) = (pause_reason IS NULL)),
    CONSTRAINT ck_reminder_plans_done_waits_for_nothing CHECK (done_at IS NULL OR next_at IS NULL)
);

CREATE INDEX ix_reminder_plans_due ON reminder_plans (next_at, invoice_id) WHERE next_at IS NOT NULL;

CREATE INDEX ix_reminder_plans_upcoming ON reminder_plans (org_id, next_at, invoice_id) WHERE next_at IS NOT NULL;

CREATE TABLE retention_plans (
    org_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    company_id UUID NOT NULL,
    erases_on DATE NOT NULL,
    noticed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_retention_plans PRIMARY KEY (org_id, invoice_id),
    CONSTRAINT fk_retention_plans_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT fk_retention_plans_org_id_company_id FOREIGN KEY(org_id, company_id) REFERENCES companies (org_id, id)
);

CREATE INDEX ix_retention_plans_due ON retention_plans (org_id, erases_on, invoice_id);

CREATE TABLE signed_links (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    purpose TEXT NOT NULL,
    token TEXT NOT NULL,
    version INTEGER NOT NULL,
    amount NUMERIC NOT NULL,
    currency TEXT NOT NULL,
    paid NUMERIC NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE,
    one_time BOOLEAN NOT NULL,
    key_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by TEXT NOT NULL,
    revoked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_signed_links PRIMARY KEY (org_id, id),
    CONSTRAINT fk_signed_links_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT fk_signed_links_org_id_key_id FOREIGN KEY(org_id, key_id) REFERENCES signing_keys (org_id, id),
    CONSTRAINT ck_signed_links_purpose CHECK (purpose IN ('print', 'mail', 'hand')),
    CONSTRAINT ck_signed_links_paper_lasts CHECK (purpose <> 'print' OR (expires_at IS NULL AND NOT one_time)),
    CONSTRAINT ck_signed_links_version CHECK (version >= 0),
    CONSTRAINT uq_signed_links_token UNIQUE (token)
);

CREATE INDEX ix_signed_links_invoice ON signed_links (org_id, invoice_id, id);

CREATE UNIQUE INDEX uq_signed_links_print ON signed_links (org_id, invoice_id, version) WHERE purpose = 'print';

CREATE TABLE write_offs (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    amount NUMERIC NOT NULL,
    reason TEXT NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    actor_label TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    undone_at TIMESTAMP WITH TIME ZONE,
    undo_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_write_offs PRIMARY KEY (org_id, id),
    CONSTRAINT fk_write_offs_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT ck_write_offs_amount CHECK (amount > 0),
    CONSTRAINT ck_write_offs_reason CHECK (reason IN ('uncollectible', 'insolvent', 'dispute', 'small_amount', 'other'))
);

CREATE INDEX ix_write_offs_invoice ON write_offs (org_id, invoice_id, at);

CREATE TABLE allocation_moves (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    payment_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    amount NUMERIC NOT NULL,
    moved_on DATE NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_allocation_moves PRIMARY KEY (org_id, id),
    CONSTRAINT fk_allocation_moves_org_id_payment_id_invoice_id FOREIGN KEY(org_id, payment_id, invoice_id) REFERENCES allocations (org_id, payment_id, invoice_id),
    CONSTRAINT ck_allocation_moves_amount CHECK (amount <> 0)
);

CREATE INDEX ix_allocation_moves_invoice ON allocation_moves (org_id, invoice_id, moved_on);

CREATE TABLE amendment_answers (
    org_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    version INTEGER NOT NULL,
    answer TEXT NOT NULL,
    name TEXT NOT NULL,
    note TEXT NOT NULL,
    hash TEXT NOT NULL,
    ip TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_amendment_answers PRIMARY KEY (org_id, invoice_id, version),
    CONSTRAINT fk_amendment_answers_org_id_invoice_id_version FOREIGN KEY(org_id, invoice_id, version) REFERENCES invoice_versions (org_id, invoice_id, number),
    CONSTRAINT ck_amendment_answers_answer CHECK (answer IN ('accepted', 'rejected'))
);

CREATE TABLE credit_use_parts (
    org_id UUID NOT NULL,
    use_id UUID NOT NULL,
    payment_id UUID NOT NULL,
    amount NUMERIC NOT NULL,
    CONSTRAINT pk_credit_use_parts PRIMARY KEY (org_id, use_id, payment_id),
    CONSTRAINT fk_credit_use_parts_org_id_use_id FOREIGN KEY(org_id, use_id) REFERENCES credit_uses (org_id, id),
    CONSTRAINT fk_credit_use_parts_org_id_payment_id FOREIGN KEY(org_id, payment_id) REFERENCES payments (org_id, id),
    CONSTRAINT ck_credit_use_parts_amount CHECK (amount > 0)
);

CREATE INDEX ix_credit_use_parts_payment ON credit_use_parts (org_id, payment_id);

CREATE TABLE early_discounts (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    payment_id UUID NOT NULL,
    percent NUMERIC NOT NULL,
    days INTEGER NOT NULL,
    until DATE NOT NULL,
    amount NUMERIC NOT NULL,
    net NUMERIC NOT NULL,
    tax NUMERIC NOT NULL,
    breakdown JSONB NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    undone_at TIMESTAMP WITH TIME ZONE,
    undo_reason TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_early_discounts PRIMARY KEY (org_id, id),
    CONSTRAINT fk_early_discounts_org_id_payment_id_invoice_id FOREIGN KEY(org_id, payment_id, invoice_id) REFERENCES allocations (org_id, payment_id, invoice_id),
    CONSTRAINT ck_early_discounts_amount CHECK (amount > 0 AND amount = net + tax)
);

CREATE INDEX ix_early_discounts_invoice ON early_discounts (org_id, invoice_id, id);

CREATE INDEX ix_early_discounts_payment ON early_discounts (org_id, payment_id, invoice_id);

CREATE UNIQUE INDEX ix_early_discounts_stands ON early_discounts (org_id, invoice_id) WHERE undone_at IS NULL;

CREATE TABLE exchange_gains (
    org_id UUID NOT NULL,
    payment_id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    currency TEXT NOT NULL,
    booked NUMERIC NOT NULL,
    settled NUMERIC,
    gain NUMERIC,
    rate NUMERIC,
    rate_date DATE,
    source TEXT NOT NULL,
    CONSTRAINT pk_exchange_gains PRIMARY KEY (org_id, payment_id, invoice_id),
    CONSTRAINT fk_exchange_gains_org_id_payment_id_invoice_id FOREIGN KEY(org_id, payment_id, invoice_id) REFERENCES allocations (org_id, payment_id, invoice_id),
    CONSTRAINT ck_exchange_gains_gain CHECK (gain = settled - booked),
    CONSTRAINT ck_exchange_gains_whole CHECK (num_nulls(settled, gain, rate, rate_date) IN (0, 4))
);

CREATE INDEX ix_exchange_gains_invoice ON exchange_gains (org_id, invoice_id);

CREATE TABLE link_views (
    org_id UUID NOT NULL,
    link_id UUID NOT NULL,
    visitor BYTEA NOT NULL,
    hour TIMESTAMP WITH TIME ZONE NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_link_views PRIMARY KEY (org_id, link_id, visitor, hour),
    CONSTRAINT fk_link_views_org_id_link_id FOREIGN KEY(org_id, link_id) REFERENCES public_links (org_id, id)
);

CREATE TABLE reminders (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    invoice_id UUID NOT NULL,
    client_id UUID NOT NULL,
    step TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    delivery_id UUID,
    CONSTRAINT pk_reminders PRIMARY KEY (org_id, id),
    CONSTRAINT fk_reminders_org_id_invoice_id FOREIGN KEY(org_id, invoice_id) REFERENCES invoices (org_id, id),
    CONSTRAINT fk_reminders_org_id_delivery_id FOREIGN KEY(org_id, delivery_id) REFERENCES deliveries (org_id, id),
    CONSTRAINT uq_reminders_org_id_invoice_id_step UNIQUE (org_id, invoice_id, step),
    CONSTRAINT ck_reminders_state CHECK (state IN ('planned', 'sent', 'skipped', 'failed'))
);

CREATE INDEX ix_reminders_client ON reminders (org_id, client_id, at);

CREATE INDEX ix_reminders_delivery ON reminders (org_id, delivery_id);

ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit_entries FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON audit_entries USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE bulk_runs ENABLE ROW LEVEL SECURITY;

ALTER TABLE bulk_runs FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON bulk_runs USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE draft_numbers ENABLE ROW LEVEL SECURITY;

ALTER TABLE draft_numbers FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON draft_numbers USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE events ENABLE ROW LEVEL SECURITY;

ALTER TABLE events FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON events USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE exchange_rates ENABLE ROW LEVEL SECURITY;

ALTER TABLE exchange_rates FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON exchange_rates USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

CREATE POLICY shared ON exchange_rates FOR SELECT USING (org_id = '00000000-0000-0000-0000-000000000000');

ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON idempotency_keys USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE import_mappings ENABLE ROW LEVEL SECURITY;

ALTER TABLE import_mappings FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON import_mappings USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE job_attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE job_attempts FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON job_attempts USING (current_setting('app.org', true) = '*');

ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;

ALTER TABLE organizations FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON organizations USING (current_setting('app.org', true) = '*' OR id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE rate_feeds ENABLE ROW LEVEL SECURITY;

ALTER TABLE rate_feeds FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON rate_feeds USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

CREATE POLICY shared ON rate_feeds FOR SELECT USING (org_id = '00000000-0000-0000-0000-000000000000');

ALTER TABLE rate_limits ENABLE ROW LEVEL SECURITY;

ALTER TABLE rate_limits FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON rate_limits USING (current_setting('app.org', true) = '*');

ALTER TABLE saved_views ENABLE ROW LEVEL SECURITY;

ALTER TABLE saved_views FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON saved_views USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE sends ENABLE ROW LEVEL SECURITY;

ALTER TABLE sends FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON sends USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE signing_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE signing_keys FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON signing_keys USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE users ENABLE ROW LEVEL SECURITY;

ALTER TABLE users FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON users USING (current_setting('app.org', true) = '*' OR EXISTS (SELECT 1 FROM memberships AS m WHERE m.user_id = users.id));

ALTER TABLE api_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE api_keys FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON api_keys USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE bulk_rows ENABLE ROW LEVEL SECURITY;

ALTER TABLE bulk_rows FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON bulk_rows USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE client_fields ENABLE ROW LEVEL SECURITY;

ALTER TABLE client_fields FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON client_fields USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE client_grams ENABLE ROW LEVEL SECURITY;

ALTER TABLE client_grams FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON client_grams USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE client_segments ENABLE ROW LEVEL SECURITY;

ALTER TABLE client_segments FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON client_segments USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE clients ENABLE ROW LEVEL SECURITY;

ALTER TABLE clients FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON clients USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE companies ENABLE ROW LEVEL SECURITY;

ALTER TABLE companies FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON companies USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE discount_rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE discount_rules FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON discount_rules USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE invitations ENABLE ROW LEVEL SECURITY;

ALTER TABLE invitations FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON invitations USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE items ENABLE ROW LEVEL SECURITY;

ALTER TABLE items FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON items USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE mail_tokens ENABLE ROW LEVEL SECURITY;

ALTER TABLE mail_tokens FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON mail_tokens USING (current_setting('app.org', true) = '*');

ALTER TABLE memberships ENABLE ROW LEVEL SECURITY;

ALTER TABLE memberships FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON memberships USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE own_fonts ENABLE ROW LEVEL SECURITY;

ALTER TABLE own_fonts FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON own_fonts USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE rate_overrides ENABLE ROW LEVEL SECURITY;

ALTER TABLE rate_overrides FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON rate_overrides USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE rate_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE rate_settings FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON rate_settings USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE reminder_policies ENABLE ROW LEVEL SECURITY;

ALTER TABLE reminder_policies FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON reminder_policies USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE sessions FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON sessions USING (current_setting('app.org', true) = '*');

ALTER TABLE template_designs ENABLE ROW LEVEL SECURITY;

ALTER TABLE template_designs FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON template_designs FOR SELECT USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

CREATE POLICY tenant_adds ON template_designs FOR INSERT WITH CHECK (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE templates ENABLE ROW LEVEL SECURITY;

ALTER TABLE templates FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON templates USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE brands ENABLE ROW LEVEL SECURITY;

ALTER TABLE brands FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON brands USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE client_certificates ENABLE ROW LEVEL SECURITY;

ALTER TABLE client_certificates FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON client_certificates USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE client_contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE client_contacts FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON client_contacts USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE client_erasures ENABLE ROW LEVEL SECURITY;

ALTER TABLE client_erasures FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON client_erasures FOR SELECT USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

CREATE POLICY tenant_adds ON client_erasures FOR INSERT WITH CHECK (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE client_words ENABLE ROW LEVEL SECURITY;

ALTER TABLE client_words FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON client_words USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE contract_prices ENABLE ROW LEVEL SECURITY;

ALTER TABLE contract_prices FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON contract_prices USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE default_companies ENABLE ROW LEVEL SECURITY;

ALTER TABLE default_companies FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON default_companies USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE discount_rule_clients ENABLE ROW LEVEL SECURITY;

ALTER TABLE discount_rule_clients FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON discount_rule_clients USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE discount_rule_segments ENABLE ROW LEVEL SECURITY;

ALTER TABLE discount_rule_segments FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON discount_rule_segments USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE import_runs ENABLE ROW LEVEL SECURITY;

ALTER TABLE import_runs FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON import_runs USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE invoice_rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE invoice_rules FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON invoice_rules USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE item_parts ENABLE ROW LEVEL SECURITY;

ALTER TABLE item_parts FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON item_parts USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE item_prices ENABLE ROW LEVEL SECURITY;

ALTER TABLE item_prices FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON item_prices USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE payments ENABLE ROW LEVEL SECURITY;

ALTER TABLE payments FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON payments USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE print_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE print_settings FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON print_settings USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE retention_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE retention_settings FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON retention_settings USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE series ENABLE ROW LEVEL SECURITY;

ALTER TABLE series FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON series USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE signing_certificates ENABLE ROW LEVEL SECURITY;

ALTER TABLE signing_certificates FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON signing_certificates USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE tax_id_checks ENABLE ROW LEVEL SECURITY;

ALTER TABLE tax_id_checks FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON tax_id_checks USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE tax_registrations ENABLE ROW LEVEL SECURITY;

ALTER TABLE tax_registrations FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON tax_registrations USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE tax_rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE tax_rules FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON tax_rules USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE template_choices ENABLE ROW LEVEL SECURITY;

ALTER TABLE template_choices FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON template_choices USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE template_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE template_versions FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON template_versions FOR SELECT USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

CREATE POLICY tenant_adds ON template_versions FOR INSERT WITH CHECK (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE brand_choices ENABLE ROW LEVEL SECURITY;

ALTER TABLE brand_choices FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON brand_choices USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE import_records ENABLE ROW LEVEL SECURITY;

ALTER TABLE import_records FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON import_records USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE import_rows ENABLE ROW LEVEL SECURITY;

ALTER TABLE import_rows FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON import_rows USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE invoices ENABLE ROW LEVEL SECURITY;

ALTER TABLE invoices FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON invoices USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE number_findings ENABLE ROW LEVEL SECURITY;

ALTER TABLE number_findings FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON number_findings USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE series_chains ENABLE ROW LEVEL SECURITY;

ALTER TABLE series_chains FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON series_chains USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE series_counters ENABLE ROW LEVEL SECURITY;

ALTER TABLE series_counters FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON series_counters USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE allocations ENABLE ROW LEVEL SECURITY;

ALTER TABLE allocations FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON allocations USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE approvals ENABLE ROW LEVEL SECURITY;

ALTER TABLE approvals FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON approvals USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE attachments ENABLE ROW LEVEL SECURITY;

ALTER TABLE attachments FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON attachments USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE credit_uses ENABLE ROW LEVEL SECURITY;

ALTER TABLE credit_uses FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON credit_uses USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE deliveries ENABLE ROW LEVEL SECURITY;

ALTER TABLE deliveries FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON deliveries USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE deposit_forfeits ENABLE ROW LEVEL SECURITY;

ALTER TABLE deposit_forfeits FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON deposit_forfeits USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE deposit_terms ENABLE ROW LEVEL SECURITY;

ALTER TABLE deposit_terms FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON deposit_terms USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE deposit_uses ENABLE ROW LEVEL SECURITY;

ALTER TABLE deposit_uses FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON deposit_uses USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE discount_rule_uses ENABLE ROW LEVEL SECURITY;

ALTER TABLE discount_rule_uses FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON discount_rule_uses USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE document_erasures ENABLE ROW LEVEL SECURITY;

ALTER TABLE document_erasures FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON document_erasures FOR SELECT USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

CREATE POLICY tenant_adds ON document_erasures FOR INSERT WITH CHECK (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE draft_saves ENABLE ROW LEVEL SECURITY;

ALTER TABLE draft_saves FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON draft_saves USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE invoice_lines ENABLE ROW LEVEL SECURITY;

ALTER TABLE invoice_lines FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON invoice_lines USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE invoice_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE invoice_versions FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON invoice_versions FOR SELECT USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

CREATE POLICY tenant_adds ON invoice_versions FOR INSERT WITH CHECK (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

CREATE POLICY tenant_erases ON invoice_versions FOR UPDATE USING ((current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid) AND EXISTS (SELECT 1 FROM document_erasures AS e WHERE e.org_id = invoice_versions.org_id AND e.invoice_id = invoice_versions.invoice_id) AND NOT (document = '{}' AND look = '{}' AND reason = '')) WITH CHECK ((current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid) AND document = '{}' AND look = '{}' AND reason = '');

ALTER TABLE issued_designs ENABLE ROW LEVEL SECURITY;

ALTER TABLE issued_designs FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON issued_designs FOR SELECT USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

CREATE POLICY tenant_adds ON issued_designs FOR INSERT WITH CHECK (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE legal_holds ENABLE ROW LEVEL SECURITY;

ALTER TABLE legal_holds FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON legal_holds USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE preview_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE preview_links FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON preview_links USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE prints ENABLE ROW LEVEL SECURITY;

ALTER TABLE prints FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON prints USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE public_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE public_links FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public_links USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE quote_answers ENABLE ROW LEVEL SECURITY;

ALTER TABLE quote_answers FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON quote_answers FOR SELECT USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

CREATE POLICY tenant_adds ON quote_answers FOR INSERT WITH CHECK (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

CREATE POLICY tenant_erases ON quote_answers FOR DELETE USING ((current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid) AND EXISTS (SELECT 1 FROM document_erasures AS e WHERE e.org_id = quote_answers.org_id AND e.invoice_id = quote_answers.quote_id));

ALTER TABLE reminder_plans ENABLE ROW LEVEL SECURITY;

ALTER TABLE reminder_plans FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON reminder_plans USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE retention_plans ENABLE ROW LEVEL SECURITY;

ALTER TABLE retention_plans FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON retention_plans USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE signed_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE signed_links FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON signed_links USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE write_offs ENABLE ROW LEVEL SECURITY;

ALTER TABLE write_offs FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON write_offs USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE allocation_moves ENABLE ROW LEVEL SECURITY;

ALTER TABLE allocation_moves FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON allocation_moves FOR SELECT USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

CREATE POLICY tenant_adds ON allocation_moves FOR INSERT WITH CHECK (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE amendment_answers ENABLE ROW LEVEL SECURITY;

ALTER TABLE amendment_answers FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON amendment_answers FOR SELECT USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

CREATE POLICY tenant_adds ON amendment_answers FOR INSERT WITH CHECK (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

CREATE POLICY tenant_erases ON amendment_answers FOR DELETE USING ((current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid) AND EXISTS (SELECT 1 FROM document_erasures AS e WHERE e.org_id = amendment_answers.org_id AND e.invoice_id = amendment_answers.invoice_id));

ALTER TABLE credit_use_parts ENABLE ROW LEVEL SECURITY;

ALTER TABLE credit_use_parts FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON credit_use_parts USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE early_discounts ENABLE ROW LEVEL SECURITY;

ALTER TABLE early_discounts FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON early_discounts USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE exchange_gains ENABLE ROW LEVEL SECURITY;

ALTER TABLE exchange_gains FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON exchange_gains USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE link_views ENABLE ROW LEVEL SECURITY;

ALTER TABLE link_views FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON link_views USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

ALTER TABLE reminders ENABLE ROW LEVEL SECURITY;

ALTER TABLE reminders FORCE ROW LEVEL SECURITY;

CREATE POLICY tenant ON reminders USING (current_setting('app.org', true) = '*' OR org_id = nullif(nullif(current_setting('app.org', true), '*'), '')::uuid);

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
