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
CREATE TABLE `charges` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
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
	`org_id` text,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`invoice_id` text NOT NULL,
	`charge_id` text,
	`payment_intent_id` text,
	`status` text NOT NULL,
	`amount_paid` integer,
	`amount_requested` integer NOT NULL,
	`currency` text NOT NULL,
	`is_default` integer NOT NULL,
	`created_at` integer NOT NULL,
	`paid_at` integer
);

CREATE INDEX `invoice_payments_invoice` ON `invoice_payments` (`invoice_id`);
CREATE INDEX `invoice_payments_intent` ON `invoice_payments` (`payment_intent_id`);
CREATE INDEX `invoice_payments_org` ON `invoice_payments` (`org_id`);
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
	`org_id` text,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
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
	`hosted_url` text,
	`pdf_url` text,
	`ready_owed` integer DEFAULT false NOT NULL
);

CREATE INDEX `invoices_org_issued` ON `invoices` (`org_id`,`issued_at`,`id`);
CREATE INDEX `invoices_org_status` ON `invoices` (`org_id`,`status`);
CREATE INDEX `invoices_customer` ON `invoices` (`customer_id`);
CREATE UNIQUE INDEX `invoices_org_id` ON `invoices` (`org_id`,`id`);
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
CREATE TABLE `limits` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`expires_at` integer NOT NULL
);

CREATE INDEX `limits_expires` ON `limits` (`expires_at`);
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
CREATE TABLE `once_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`location` text NOT NULL,
	`created_at` integer NOT NULL
);

CREATE TABLE `organizations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL
);

CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text,
	`kind` text NOT NULL,
	`dedupe_key` text NOT NULL,
	`recipient` text NOT NULL,
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
	`sent_at` integer
);

CREATE UNIQUE INDEX `outbox_dedupe_key_unique` ON `outbox` (`dedupe_key`);
CREATE INDEX `outbox_due` ON `outbox` (`not_before`) WHERE state in ('new', 'sending');
CREATE INDEX `outbox_recipient` ON `outbox` (`recipient`);
CREATE TABLE `payment_methods` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
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
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`name` text,
	`disabled_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);

CREATE UNIQUE INDEX `people_email_unique` ON `people` (`email`);
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
CREATE TABLE `stripe_customers` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text,
	`raw` text,
	`raw_sha` text,
	`obs` integer NOT NULL,
	`deleted_at` integer,
	`fetched_at` integer NOT NULL,
	`first_seen_via` text NOT NULL,
	`email` text,
	`first_email` text,
	`email_changed_at` integer,
	`name` text,
	`currency` text,
	`balance` integer DEFAULT 0 NOT NULL,
	`default_payment_method_id` text
);

CREATE INDEX `stripe_customers_org` ON `stripe_customers` (`org_id`);
CREATE INDEX `stripe_customers_email` ON `stripe_customers` (`first_email`);
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
CREATE TABLE `stripe_obs` (
	`id` integer PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
);

CREATE TABLE `suppressions` (
	`email` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL
);
