CREATE TABLE `billing_settings` (
	`org_id` text PRIMARY KEY NOT NULL,
	`attach_pdf` integer DEFAULT false NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `detail_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`person_id` text NOT NULL,
	`changes` text NOT NULL,
	`state` text NOT NULL,
	`outcome` text,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `detail_changes_customer` ON `detail_changes` (`org_id`,`customer_id`);
CREATE UNIQUE INDEX `detail_changes_org_id` ON `detail_changes` (`org_id`,`id`);
CREATE TABLE `payables_addresses` (
	`org_id` text NOT NULL,
	`email` text NOT NULL,
	`person_id` text,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `email`),
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE TABLE `portal_visits` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`person_id` text NOT NULL,
	`flow` text NOT NULL,
	`before` text NOT NULL,
	`created_at` integer NOT NULL,
	`returned_at` integer,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `portal_visits_org_id` ON `portal_visits` (`org_id`,`id`);
CREATE TABLE `charges` (
	`id` text PRIMARY KEY NOT NULL,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`first_seen_at` integer DEFAULT 0 NOT NULL,
	`org_id` text,
	`customer_id` text,
	`payment_intent_id` text,
	`status` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	`amount_refunded` integer NOT NULL,
	`method_label` text,
	`failure_message` text,
	`receipt_url` text,
	`created_at` integer NOT NULL
);

CREATE INDEX `charges_org` ON `charges` (`org_id`,`created_at`);
CREATE INDEX `charges_intent` ON `charges` (`payment_intent_id`);
CREATE INDEX `charges_customer` ON `charges` (`customer_id`);
CREATE TABLE `credit_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`first_seen_at` integer DEFAULT 0 NOT NULL,
	`org_id` text,
	`customer_id` text,
	`invoice_id` text NOT NULL,
	`number` text,
	`status` text NOT NULL,
	`total` integer NOT NULL,
	`currency` text NOT NULL,
	`reason` text,
	`memo` text,
	`issued_at` integer NOT NULL,
	`voided_at` integer,
	`pdf_url` text
);

CREATE INDEX `credit_notes_org` ON `credit_notes` (`org_id`);
CREATE INDEX `credit_notes_invoice` ON `credit_notes` (`invoice_id`);
CREATE INDEX `credit_notes_customer` ON `credit_notes` (`customer_id`);
CREATE TABLE `disputes` (
	`id` text PRIMARY KEY NOT NULL,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`first_seen_at` integer DEFAULT 0 NOT NULL,
	`org_id` text,
	`charge_id` text,
	`status` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`reason` text,
	`created_at` integer NOT NULL
);

CREATE INDEX `disputes_org` ON `disputes` (`org_id`);
CREATE INDEX `disputes_charge` ON `disputes` (`charge_id`);
CREATE TABLE `invoice_lines` (
	`id` text NOT NULL,
	`invoice_id` text NOT NULL,
	`org_id` text,
	`position` integer NOT NULL,
	`description` text,
	`quantity` text,
	`unit_amount` text,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`period_start` integer,
	`period_end` integer,
	PRIMARY KEY(`invoice_id`, `id`)
);

CREATE INDEX `invoice_lines_position` ON `invoice_lines` (`invoice_id`,`position`);
CREATE TABLE `invoice_payments` (
	`id` text PRIMARY KEY NOT NULL,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`first_seen_at` integer DEFAULT 0 NOT NULL,
	`org_id` text,
	`invoice_id` text NOT NULL,
	`charge_id` text,
	`payment_intent_id` text,
	`status` text NOT NULL,
	`amount_paid` integer,
	`amount_requested` integer NOT NULL,
	`currency` text NOT NULL,
	`is_default` integer NOT NULL,
	`created_at` integer NOT NULL,
	`paid_at` integer,
	`told_at` integer
);

CREATE INDEX `invoice_payments_invoice` ON `invoice_payments` (`invoice_id`);
CREATE INDEX `invoice_payments_intent` ON `invoice_payments` (`payment_intent_id`);
CREATE INDEX `invoice_payments_org` ON `invoice_payments` (`org_id`,`invoice_id`);
CREATE TABLE `invoice_pdfs` (
	`invoice_id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`path` text NOT NULL,
	`source_key` text NOT NULL,
	`fetched_at` integer NOT NULL,
	FOREIGN KEY (`org_id`,`invoice_id`) REFERENCES `invoices`(`org_id`,`id`) ON UPDATE cascade ON DELETE cascade
);

CREATE UNIQUE INDEX `invoice_pdfs_org_id` ON `invoice_pdfs` (`org_id`,`invoice_id`);
CREATE TABLE `invoices` (
	`id` text PRIMARY KEY NOT NULL,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`first_seen_at` integer DEFAULT 0 NOT NULL,
	`org_id` text,
	`customer_id` text,
	`number` text,
	`status` text NOT NULL,
	`currency` text NOT NULL,
	`collection_method` text,
	`billing_reason` text,
	`description` text,
	`subtotal` integer NOT NULL,
	`total` integer NOT NULL,
	`total_discount` integer DEFAULT 0 NOT NULL,
	`total_tax` integer DEFAULT 0 NOT NULL,
	`amount_due` integer NOT NULL,
	`amount_paid` integer NOT NULL,
	`amount_remaining` integer NOT NULL,
	`amount_overpaid` integer DEFAULT 0 NOT NULL,
	`starting_balance` integer DEFAULT 0 NOT NULL,
	`pre_credits` integer DEFAULT 0 NOT NULL,
	`post_credits` integer DEFAULT 0 NOT NULL,
	`attempt_count` integer DEFAULT 0 NOT NULL,
	`issued_at` integer NOT NULL,
	`due_at` integer,
	`finalized_at` integer,
	`paid_at` integer,
	`next_attempt_at` integer,
	`subscription_id` text,
	`taxes` text,
	`hosted_url` text,
	`pdf_url` text,
	`told_at` integer,
	`ready_owed` integer DEFAULT false NOT NULL,
	`told_attempts` integer DEFAULT 0 NOT NULL
);

CREATE INDEX `invoices_org_issued` ON `invoices` (`org_id`,`issued_at`,`id`);
CREATE INDEX `invoices_org_status` ON `invoices` (`org_id`,`status`);
CREATE INDEX `invoices_customer` ON `invoices` (`customer_id`);
CREATE INDEX `invoices_subscription` ON `invoices` (`subscription_id`);
CREATE INDEX `invoices_open_due` ON `invoices` (`due_at`) WHERE status = 'open' and deleted_at is null;
CREATE UNIQUE INDEX `invoices_org_id` ON `invoices` (`org_id`,`id`);
CREATE TABLE `refunds` (
	`id` text PRIMARY KEY NOT NULL,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`first_seen_at` integer DEFAULT 0 NOT NULL,
	`org_id` text,
	`charge_id` text,
	`payment_intent_id` text,
	`status` text NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`reason` text,
	`failure_reason` text,
	`created_at` integer NOT NULL
);

CREATE INDEX `refunds_org` ON `refunds` (`org_id`);
CREATE INDEX `refunds_charge` ON `refunds` (`charge_id`);
CREATE TABLE `stripe_customers` (
	`id` text PRIMARY KEY NOT NULL,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`first_seen_at` integer DEFAULT 0 NOT NULL,
	`org_id` text,
	`email` text,
	`first_email` text,
	`email_changed_at` integer,
	`name` text,
	`phone` text,
	`address` text,
	`custom_fields` text,
	`currency` text,
	`balance` integer DEFAULT 0 NOT NULL,
	`default_payment_method_id` text
);

CREATE INDEX `stripe_customers_org` ON `stripe_customers` (`org_id`);
CREATE INDEX `stripe_customers_email` ON `stripe_customers` (`first_email`);
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`hash` text NOT NULL,
	`start` text NOT NULL,
	`scopes` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer,
	`revoked_at` integer,
	`revoked_by` text
);

CREATE UNIQUE INDEX `api_keys_hash_unique` ON `api_keys` (`hash`);
CREATE TABLE `customer_claims` (
	`customer_id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `customer_claims_org` ON `customer_claims` (`org_id`);
CREATE TABLE `customer_decisions` (
	`customer_id` text PRIMARY KEY NOT NULL,
	`decided_by` text NOT NULL,
	`decided_at` integer NOT NULL
);

CREATE TABLE `waiting_events` (
	`reference` text NOT NULL,
	`event_id` text NOT NULL,
	`event` text NOT NULL,
	`actor` text NOT NULL,
	`arrived_at` integer NOT NULL,
	PRIMARY KEY(`reference`, `event_id`)
);

CREATE INDEX `waiting_events_arrived` ON `waiting_events` (`arrived_at`);
CREATE TABLE `import_lines` (
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`reference` text,
	`effect` text NOT NULL,
	`faults` text,
	`notices` text,
	`cells` text,
	`values` text,
	`done_at` integer,
	`order_id` text,
	`before` text,
	`kept` text,
	PRIMARY KEY(`import_id`, `line`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade
);

CREATE INDEX `import_lines_effect` ON `import_lines` (`import_id`,`effect`,`line`);
CREATE INDEX `import_lines_noticed` ON `import_lines` (`import_id`,`line`) WHERE notices is not null;
CREATE INDEX `import_lines_reference` ON `import_lines` (`import_id`,`reference`);
CREATE INDEX `import_lines_order` ON `import_lines` (`order_id`);
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`state` text NOT NULL,
	`lines` integer DEFAULT 0 NOT NULL,
	`making` integer DEFAULT 0 NOT NULL,
	`changing` integer DEFAULT 0 NOT NULL,
	`unchanged` integer DEFAULT 0 NOT NULL,
	`refused` integer DEFAULT 0 NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`noticed` integer DEFAULT 0 NOT NULL,
	`heads` text,
	`fault` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	`finished_at` integer,
	`undone_by` text,
	`undone_at` integer
);

CREATE INDEX `imports_created` ON `imports` (`created_at`);
CREATE TABLE `item_links` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`token_hash` text NOT NULL,
	`kind` text NOT NULL,
	`item_id` text NOT NULL,
	`email` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `item_links_token_hash_unique` ON `item_links` (`token_hash`);
CREATE INDEX `item_links_item` ON `item_links` (`org_id`,`kind`,`item_id`);
CREATE UNIQUE INDEX `item_links_org_id` ON `item_links` (`org_id`,`id`);
CREATE TABLE `jobs` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`ids` text NOT NULL,
	`dedupe_key` text,
	`not_before` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`lease_owner` text,
	`lease_until` integer,
	`parked_at` integer,
	`error` text,
	`created_at` integer NOT NULL
);

CREATE INDEX `jobs_due` ON `jobs` (`not_before`) WHERE parked_at is null;
CREATE UNIQUE INDEX `jobs_dedupe` ON `jobs` (`dedupe_key`) WHERE dedupe_key is not null;
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text,
	`kind` text NOT NULL,
	`dedupe_key` text NOT NULL,
	`recipient` text NOT NULL,
	`person_id` text,
	`request_id` text,
	`props` text NOT NULL,
	`sealed` blob,
	`state` text DEFAULT 'new' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`not_before` integer NOT NULL,
	`lease_owner` text,
	`lease_until` integer,
	`doubtful` integer DEFAULT false NOT NULL,
	`provider_message_id` text,
	`error` text,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`returned_at` integer,
	`returned_for` text
);

CREATE UNIQUE INDEX `outbox_dedupe_key_unique` ON `outbox` (`dedupe_key`);
CREATE INDEX `outbox_due` ON `outbox` (`not_before`) WHERE state in ('new', 'sending');
CREATE INDEX `outbox_recipient` ON `outbox` (`recipient`);
CREATE INDEX `outbox_person` ON `outbox` (`person_id`,`created_at`) WHERE person_id is not null;
CREATE INDEX `outbox_request` ON `outbox` (`request_id`,`person_id`) WHERE request_id is not null;
CREATE TABLE `suppressions` (
	`email` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL
);

CREATE TABLE `everybodys_version` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL
);

CREATE TABLE `order_approvals` (
	`org_id` text NOT NULL,
	`order_id` text NOT NULL,
	`event_id` text NOT NULL,
	`asked` text NOT NULL,
	`note` text,
	`person_id` text NOT NULL,
	`email` text NOT NULL,
	`approved_at` integer NOT NULL,
	`given_by_org` text,
	PRIMARY KEY(`order_id`, `event_id`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`org_id`,`order_id`) REFERENCES `orders`(`org_id`,`id`) ON UPDATE cascade ON DELETE cascade
);

CREATE TABLE `order_events` (
	`org_id` text NOT NULL,
	`order_id` text NOT NULL,
	`event_id` text NOT NULL,
	`step` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`arrived_at` integer NOT NULL,
	`note` text,
	`carrier` text,
	`tracking_number` text,
	`tracking_url` text,
	`needs` text,
	`source` text NOT NULL,
	`actor` text NOT NULL,
	`import_id` text,
	`told_at` integer,
	PRIMARY KEY(`order_id`, `event_id`),
	FOREIGN KEY (`org_id`,`order_id`) REFERENCES `orders`(`org_id`,`id`) ON UPDATE cascade ON DELETE cascade
);

CREATE INDEX `order_events_time` ON `order_events` (`org_id`,`order_id`,`occurred_at`);
CREATE TABLE `order_files` (
	`org_id` text NOT NULL,
	`order_id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`url` text NOT NULL,
	PRIMARY KEY(`order_id`, `position`),
	FOREIGN KEY (`org_id`,`order_id`) REFERENCES `orders`(`org_id`,`id`) ON UPDATE cascade ON DELETE cascade
);

CREATE TABLE `order_items` (
	`org_id` text NOT NULL,
	`order_id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`quantity` real NOT NULL,
	PRIMARY KEY(`order_id`, `position`),
	FOREIGN KEY (`org_id`,`order_id`) REFERENCES `orders`(`org_id`,`id`) ON UPDATE cascade ON DELETE cascade
);

CREATE TABLE `order_promises` (
	`org_id` text NOT NULL,
	`order_id` text NOT NULL,
	`stated_at` integer NOT NULL,
	`promised_date` text,
	`source` text,
	PRIMARY KEY(`order_id`, `stated_at`),
	FOREIGN KEY (`org_id`,`order_id`) REFERENCES `orders`(`org_id`,`id`) ON UPDATE cascade ON DELETE cascade
);

CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`reference` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`placed_at` integer,
	`promised_date` text,
	`deliver_to` text,
	`invoice_id` text,
	`url` text,
	`steps` text,
	`frozen_steps` text,
	`cancelled` integer DEFAULT false NOT NULL,
	`cancel_reason` text,
	`step` text,
	`step_at` integer,
	`needs` text,
	`needs_event_id` text,
	`done_at` integer,
	`open` integer DEFAULT true NOT NULL,
	`newest_at` integer NOT NULL,
	`late_at` integer,
	`source` text NOT NULL,
	`source_updated_at` integer NOT NULL,
	`first_told_at` integer DEFAULT 0 NOT NULL,
	`source_sha` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `orders_reference_unique` ON `orders` (`reference`);
CREATE INDEX `orders_org_list` ON `orders` (`org_id`,`open`,`newest_at`,`id`);
CREATE INDEX `orders_org_invoice` ON `orders` (`org_id`,`invoice_id`);
CREATE INDEX `orders_moving` ON `orders` (`kind`,coalesce(promised_date, '9999-12-31'),`id`) WHERE open = 1 and needs is null;
CREATE INDEX `orders_waiting` ON `orders` (`kind`,coalesce(promised_date, '9999-12-31'),`id`) WHERE open = 1 and needs is not null;
CREATE INDEX `orders_closed` ON `orders` (`kind`,`cancelled`,`newest_at`,`id`) WHERE open = 0;
CREATE INDEX `orders_unmarked` ON `orders` (`promised_date`,`id`) WHERE open = 1 and needs is null and late_at is null;
CREATE UNIQUE INDEX `orders_org_id` ON `orders` (`org_id`,`id`);
CREATE TABLE `step_lists` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`keys` text NOT NULL,
	`replaced_at` integer NOT NULL
);

CREATE INDEX `step_lists_kind` ON `step_lists` (`kind`,`id`);
CREATE TABLE `steps` (
	`kind` text NOT NULL,
	`position` integer NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`retired_at` integer,
	PRIMARY KEY(`kind`, `key`)
);

CREATE TABLE `audit_log` (
	`id` integer PRIMARY KEY NOT NULL,
	`org_id` text,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `audit_log_org` ON `audit_log` (`org_id`,`at`);
CREATE INDEX `audit_log_actor` ON `audit_log` (`actor`);
CREATE TABLE `memberships` (
	`org_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `person_id`),
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `memberships_person` ON `memberships` (`person_id`);
CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`external_id` text,
	`email` text,
	`phone` text,
	`address` text,
	`source_updated_at` integer,
	`customers_stated_at` integer,
	`created_at` integer NOT NULL
);

CREATE UNIQUE INDEX `organizations_external_id_unique` ON `organizations` (`external_id`);
CREATE INDEX `organizations_name` ON `organizations` (lower(trim("name")));
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text,
	`named_themselves` integer DEFAULT false NOT NULL,
	`disabled_at` integer,
	`external_id` text,
	`source_updated_at` integer,
	`memberships_stated_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);

CREATE UNIQUE INDEX `people_email_unique` ON `people` (`email`);
CREATE UNIQUE INDEX `people_external_id_unique` ON `people` (`external_id`);
CREATE TABLE `staff` (
	`email` text PRIMARY KEY NOT NULL,
	`added_by` text NOT NULL,
	`created_at` integer NOT NULL
);

CREATE TABLE `staff_tasks` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL,
	`created_at` integer NOT NULL,
	`done_at` integer
);

CREATE UNIQUE INDEX `staff_tasks_open` ON `staff_tasks` (`kind`,`subject`) WHERE done_at is null;
CREATE TABLE `drafts` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`form_hash` text DEFAULT '' NOT NULL,
	`person_id` text,
	`sealed` blob NOT NULL,
	`created_at` integer NOT NULL
);

CREATE INDEX `drafts_person` ON `drafts` (`person_id`,`form_hash`);
CREATE TABLE `inbound_mails` (
	`id` text PRIMARY KEY NOT NULL,
	`header_id` text,
	`words_sha` text,
	`from_email` text NOT NULL,
	`from_name` text,
	`copies` text NOT NULL,
	`subject` text NOT NULL,
	`text` text,
	`quoted` text,
	`proven` integer NOT NULL,
	`outcome` text NOT NULL,
	`reason` text,
	`request_id` text,
	`message_id` text,
	`received_at` integer NOT NULL,
	`decision` text,
	`decided_by` text,
	`decided_at` integer,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE cascade
);

CREATE INDEX `inbound_mails_held` ON `inbound_mails` (`outcome`,`received_at`) WHERE decision is null and outcome <> 'posted';
CREATE INDEX `inbound_mails_dismissed` ON `inbound_mails` (`decided_at`,`id`) WHERE decision = 'dismissed';
CREATE INDEX `inbound_mails_from` ON `inbound_mails` (`from_email`,`received_at`);
CREATE INDEX `inbound_mails_request` ON `inbound_mails` (`request_id`);
CREATE INDEX `inbound_mails_header` ON `inbound_mails` (`header_id`,`from_email`);
CREATE TABLE `message_files` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text,
	`request_id` text,
	`message_id` text,
	`inbound_id` text,
	`draft` text,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`message_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE cascade
);

CREATE INDEX `message_files_message` ON `message_files` (`message_id`,`position`);
CREATE INDEX `message_files_waiting` ON `message_files` (`created_at`) WHERE message_id is null and removed_at is null;
CREATE INDEX `message_files_inbound` ON `message_files` (`inbound_id`);
CREATE INDEX `message_files_draft` ON `message_files` (`draft`);
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text,
	`request_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`side` text NOT NULL,
	`person_id` text,
	`email` text NOT NULL,
	`name` text,
	`text` text NOT NULL,
	`quoted` text,
	`via` text NOT NULL,
	`accepted_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE cascade
);

CREATE INDEX `messages_org` ON `messages` (`org_id`,`created_at`);
CREATE UNIQUE INDEX `messages_position` ON `messages` (`request_id`,`position`);
CREATE TABLE `request_people` (
	`org_id` text,
	`request_id` text NOT NULL,
	`person_id` text NOT NULL,
	`since` integer NOT NULL,
	`let_in_by` text,
	PRIMARY KEY(`request_id`, `person_id`),
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `request_people_person` ON `request_people` (`person_id`);
CREATE TABLE `request_readers` (
	`request_id` text NOT NULL,
	`email` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`request_id`, `email`),
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE cascade
);

CREATE TABLE `requests` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`org_id` text,
	`subject` text NOT NULL,
	`about_kind` text,
	`about_id` text,
	`person_id` text,
	`email` text NOT NULL,
	`name` text,
	`verified` integer NOT NULL,
	`disowned_at` integer,
	`open` integer DEFAULT true NOT NULL,
	`turn` text DEFAULT 'staff' NOT NULL,
	`waiting_since` integer NOT NULL,
	`assigned_to` text,
	`newest_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `requests_id_unique` ON `requests` (`id`);
CREATE INDEX `requests_org_list` ON `requests` (`org_id`,`open`,`newest_at`,`id`);
CREATE INDEX `requests_person` ON `requests` (`person_id`,`newest_at`);
CREATE INDEX `requests_queue` ON `requests` (`open`,`turn`,`waiting_since`,`id`);
CREATE INDEX `requests_closed` ON `requests` (`open`,`newest_at`,`id`);
CREATE INDEX `requests_about` ON `requests` (`org_id`,`about_kind`,`about_id`);
CREATE TABLE `saved_replies` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`text` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);

CREATE UNIQUE INDEX `saved_replies_name_unique` ON `saved_replies` (`name`);
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL
);

CREATE TABLE `staff_mail_choices` (
	`email` text PRIMARY KEY NOT NULL,
	`request_new` integer NOT NULL,
	`request_reply` integer NOT NULL
);

CREATE TABLE `search_changes` (
	`kind` text NOT NULL,
	`item` text NOT NULL,
	PRIMARY KEY(`kind`, `item`)
);

CREATE TABLE `search_entries` (
	`kind` text NOT NULL,
	`id` integer NOT NULL,
	`item` text NOT NULL,
	PRIMARY KEY(`kind`, `id`)
);

CREATE UNIQUE INDEX `search_entries_item` ON `search_entries` (`kind`,`item`);
CREATE TABLE `challenges` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`email` text NOT NULL,
	`person_id` text,
	`token_hash` text,
	`code_hash` text NOT NULL,
	`pending_hash` text NOT NULL,
	`next` text,
	`browser` text NOT NULL,
	`created_at` integer NOT NULL,
	`link_expires_at` integer NOT NULL,
	`code_expires_at` integer NOT NULL,
	`link_used_at` integer,
	`code_used_at` integer,
	`code_failures` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `challenges_token_hash_unique` ON `challenges` (`token_hash`);
CREATE INDEX `challenges_pending` ON `challenges` (`pending_hash`);
CREATE INDEX `challenges_created` ON `challenges` (`created_at`);
CREATE TABLE `limits` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`expires_at` integer NOT NULL
);

CREATE INDEX `limits_expires` ON `limits` (`expires_at`);
CREATE TABLE `once_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`location` text NOT NULL,
	`created_at` integer NOT NULL
);

CREATE TABLE `sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`public_id` text NOT NULL,
	`browser` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`proven_at` integer NOT NULL,
	`ended_at` integer,
	`flash` text,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `sessions_public_id_unique` ON `sessions` (`public_id`);
CREATE INDEX `sessions_person` ON `sessions` (`person_id`,`created_at`);
CREATE TABLE `stripe_cursor` (
	`job` text NOT NULL,
	`object_type` text NOT NULL,
	`from_created` integer NOT NULL,
	`to_created` integer NOT NULL,
	`starting_after` text,
	`at_created` integer,
	`state` text NOT NULL,
	`pages` integer DEFAULT 0 NOT NULL,
	`rows` integer DEFAULT 0 NOT NULL,
	`drifted` integer DEFAULT 0 NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`not_before` integer DEFAULT 0 NOT NULL,
	`error` text,
	`lease_owner` text,
	`lease_until` integer,
	`started_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`job`, `object_type`, `from_created`)
);

CREATE TABLE `stripe_dirty` (
	`object_type` text NOT NULL,
	`object_id` text NOT NULL,
	`gen` integer NOT NULL,
	`done_gen` integer DEFAULT 0 NOT NULL,
	`event_at` integer,
	`priority` integer DEFAULT 0 NOT NULL,
	`not_before` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`lease_owner` text,
	`lease_until` integer,
	`last_error` text,
	`parked_at` integer,
	PRIMARY KEY(`object_type`, `object_id`)
);

CREATE INDEX `stripe_dirty_due` ON `stripe_dirty` (`priority`,`not_before`) WHERE gen > done_gen and parked_at is null;
CREATE INDEX `stripe_dirty_parked` ON `stripe_dirty` (`parked_at`) WHERE parked_at is not null;
CREATE TABLE `stripe_event` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`event_id` text NOT NULL,
	`source` text NOT NULL,
	`style` text NOT NULL,
	`type` text NOT NULL,
	`api_version` text,
	`livemode` integer,
	`account` text,
	`created` integer,
	`object_type` text,
	`object_id` text,
	`payload` text,
	`received_at` integer NOT NULL,
	`deliveries` integer DEFAULT 1 NOT NULL,
	`status` text NOT NULL
);

CREATE UNIQUE INDEX `stripe_event_event_id_unique` ON `stripe_event` (`event_id`);
CREATE INDEX `stripe_event_received` ON `stripe_event` (`received_at`);
CREATE INDEX `stripe_event_payload` ON `stripe_event` (`received_at`) WHERE payload is not null;
CREATE TABLE `stripe_obs` (
	`id` integer PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);

CREATE TABLE `payment_methods` (
	`id` text PRIMARY KEY NOT NULL,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`first_seen_at` integer DEFAULT 0 NOT NULL,
	`org_id` text,
	`customer_id` text,
	`type` text NOT NULL,
	`brand` text,
	`last4` text,
	`exp_month` integer,
	`exp_year` integer,
	`created_at` integer NOT NULL
);

CREATE INDEX `payment_methods_org` ON `payment_methods` (`org_id`);
CREATE INDEX `payment_methods_customer` ON `payment_methods` (`customer_id`);
CREATE INDEX `payment_methods_expiry` ON `payment_methods` (`exp_year`,`exp_month`);
CREATE TABLE `prices` (
	`id` text PRIMARY KEY NOT NULL,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`first_seen_at` integer DEFAULT 0 NOT NULL,
	`product_id` text,
	`nickname` text
);

CREATE TABLE `products` (
	`id` text PRIMARY KEY NOT NULL,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`first_seen_at` integer DEFAULT 0 NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`unit_label` text
);

CREATE TABLE `subscription_items` (
	`id` text NOT NULL,
	`subscription_id` text NOT NULL,
	`org_id` text,
	`position` integer NOT NULL,
	`price_id` text NOT NULL,
	`product_id` text,
	`quantity` integer,
	`unit_amount` text,
	`currency` text NOT NULL,
	`interval` text,
	`interval_count` integer,
	`is_metered` integer NOT NULL,
	`period_start` integer,
	`period_end` integer,
	PRIMARY KEY(`subscription_id`, `id`)
);

CREATE INDEX `subscription_items_org` ON `subscription_items` (`org_id`);
CREATE INDEX `subscription_items_product` ON `subscription_items` (`product_id`);
CREATE TABLE `subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`first_seen_at` integer DEFAULT 0 NOT NULL,
	`org_id` text,
	`customer_id` text,
	`status` text NOT NULL,
	`currency` text NOT NULL,
	`description` text,
	`collection_method` text,
	`default_payment_method_id` text,
	`latest_invoice_id` text,
	`started_at` integer NOT NULL,
	`trial_ends_at` integer,
	`cancel_at` integer,
	`cancel_at_period_end` integer DEFAULT false NOT NULL,
	`ended_at` integer,
	`pause_behavior` text,
	`resumes_at` integer,
	`created_at` integer NOT NULL
);

CREATE INDEX `subscriptions_org` ON `subscriptions` (`org_id`,`created_at`);
CREATE INDEX `subscriptions_customer` ON `subscriptions` (`customer_id`);
CREATE TABLE `tax_ids` (
	`id` text PRIMARY KEY NOT NULL,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`first_seen_at` integer DEFAULT 0 NOT NULL,
	`org_id` text,
	`customer_id` text,
	`type` text NOT NULL,
	`value` text NOT NULL,
	`country` text,
	`verification` text,
	`created_at` integer NOT NULL
);

CREATE INDEX `tax_ids_org` ON `tax_ids` (`org_id`);
CREATE INDEX `tax_ids_customer` ON `tax_ids` (`customer_id`);

-- What drizzle-kit does not know: the counters' rows, the steps a company begins with, the words of the search.
insert into stripe_obs (id, value) values (1, 0);
insert into everybodys_version (id, version) values (1, 0);
-- Numbers that people say aloud do not begin at 1.
insert into sqlite_sequence (name, seq) values ('requests', 1000);
insert into steps (kind, position, key, name) values
	('order', 0, 'placed', 'Placed'),
	('order', 1, 'confirmed', 'Confirmed'),
	('order', 2, 'packed', 'Packed'),
	('order', 3, 'shipped', 'Shipped'),
	('order', 4, 'delivered', 'Delivered'),
	('project', 0, 'planned', 'Planned'),
	('project', 1, 'started', 'Started'),
	('project', 2, 'in review', 'In review'),
	('project', 3, 'done', 'Done');
-- One table of words for each kind. They hold no text and no places of words: only which row has which word.
create virtual table search_organization using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4 5 6 7 8', tokenize='ascii');
create virtual table search_person using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4 5 6 7 8', tokenize='ascii');
create virtual table search_request using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4 5 6 7 8', tokenize='ascii');
create virtual table search_order using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4 5 6 7 8', tokenize='ascii');
create virtual table search_invoice using fts5(words, content='', contentless_delete=1, detail=none, prefix='2 3 4 5 6 7 8', tokenize='ascii');
