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
ALTER TABLE `charges` ADD `first_seen_at` integer DEFAULT 0 NOT NULL;
ALTER TABLE `invoice_payments` ADD `first_seen_at` integer DEFAULT 0 NOT NULL;
ALTER TABLE `invoice_payments` ADD `told_at` integer;
ALTER TABLE `invoices` ADD `first_seen_at` integer DEFAULT 0 NOT NULL;
ALTER TABLE `invoices` ADD `subscription_id` text;
ALTER TABLE `invoices` ADD `taxes` text;
ALTER TABLE `invoices` ADD `told_at` integer;
ALTER TABLE `invoices` ADD `told_attempts` integer DEFAULT 0 NOT NULL;
DROP INDEX `invoice_payments_org`;
CREATE INDEX `invoice_payments_org` ON `invoice_payments` (`org_id`,`invoice_id`);
CREATE INDEX `invoices_subscription` ON `invoices` (`subscription_id`);
CREATE INDEX `invoices_open_due` ON `invoices` (`due_at`) WHERE status = 'open' and deleted_at is null;
ALTER TABLE `payment_methods` ADD `first_seen_at` integer DEFAULT 0 NOT NULL;
CREATE INDEX `payment_methods_expiry` ON `payment_methods` (`exp_year`,`exp_month`);
ALTER TABLE `stripe_customers` ADD `first_seen_at` integer DEFAULT 0 NOT NULL;
ALTER TABLE `stripe_customers` ADD `phone` text;
ALTER TABLE `stripe_customers` ADD `address` text;
ALTER TABLE `stripe_customers` ADD `custom_fields` text;
CREATE INDEX `stripe_dirty_parked` ON `stripe_dirty` (`parked_at`) WHERE parked_at is not null;
CREATE INDEX `stripe_event_payload` ON `stripe_event` (`received_at`) WHERE payload is not null;
-- Rows from before this version: seen when they were fetched, told of already, and to be stored whole at the next look.
update stripe_customers set first_seen_at = fetched_at;
update invoice_payments set first_seen_at = fetched_at;
update charges set first_seen_at = fetched_at;
update payment_methods set first_seen_at = fetched_at;
update stripe_customers set raw_sha = null;
update invoices set
  first_seen_at = fetched_at,
  told_attempts = attempt_count,
  raw_sha = case when status = 'draft' then raw_sha end,
  told_at = case when status <> 'draft' and not ready_owed then fetched_at end;
update invoice_payments set told_at = fetched_at where status = 'paid';
-- What the new tables hold is on organizations' pages too.
create trigger refunds_insert_version after insert on refunds begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger refunds_update_version after update on refunds when old.obs is new.obs or old.raw_sha is not new.raw_sha or old.deleted_at is not new.deleted_at or old.org_id is not new.org_id begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger refunds_delete_version after delete on refunds begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger credit_notes_insert_version after insert on credit_notes begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger credit_notes_update_version after update on credit_notes when old.obs is new.obs or old.raw_sha is not new.raw_sha or old.deleted_at is not new.deleted_at or old.org_id is not new.org_id begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger credit_notes_delete_version after delete on credit_notes begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger disputes_insert_version after insert on disputes begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger disputes_update_version after update on disputes when old.obs is new.obs or old.raw_sha is not new.raw_sha or old.deleted_at is not new.deleted_at or old.org_id is not new.org_id begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger disputes_delete_version after delete on disputes begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger subscriptions_insert_version after insert on subscriptions begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger subscriptions_update_version after update on subscriptions when old.obs is new.obs or old.raw_sha is not new.raw_sha or old.deleted_at is not new.deleted_at or old.org_id is not new.org_id begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger subscriptions_delete_version after delete on subscriptions begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger tax_ids_insert_version after insert on tax_ids begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger tax_ids_update_version after update on tax_ids when old.obs is new.obs or old.raw_sha is not new.raw_sha or old.deleted_at is not new.deleted_at or old.org_id is not new.org_id begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger tax_ids_delete_version after delete on tax_ids begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger subscription_items_insert_version after insert on subscription_items begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger subscription_items_update_version after update on subscription_items begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger subscription_items_delete_version after delete on subscription_items begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger billing_settings_insert_version after insert on billing_settings begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger billing_settings_update_version after update on billing_settings begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger billing_settings_delete_version after delete on billing_settings begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger payables_addresses_insert_version after insert on payables_addresses begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger payables_addresses_update_version after update on payables_addresses begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger payables_addresses_delete_version after delete on payables_addresses begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger detail_changes_insert_version after insert on detail_changes begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger detail_changes_update_version after update on detail_changes begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger detail_changes_delete_version after delete on detail_changes begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger products_insert_version after insert on products begin update organizations set version = version + 1 where id in (select org_id from subscription_items where product_id = new.id); end;
create trigger products_update_version after update on products when old.raw_sha is not new.raw_sha begin update organizations set version = version + 1 where id in (select org_id from subscription_items where product_id = new.id); end;
