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
	`values` text,
	`done_at` integer,
	`order_id` text,
	`before` text,
	`kept` text,
	PRIMARY KEY(`import_id`, `line`),
	FOREIGN KEY (`import_id`) REFERENCES `imports`(`id`) ON UPDATE no action ON DELETE cascade
);

CREATE INDEX `import_lines_effect` ON `import_lines` (`import_id`,`effect`,`line`);
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
	`fault` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`confirmed_at` integer,
	`finished_at` integer,
	`undone_by` text,
	`undone_at` integer
);

CREATE INDEX `imports_created` ON `imports` (`created_at`);
CREATE TABLE `order_approvals` (
	`org_id` text NOT NULL,
	`order_id` text NOT NULL,
	`event_id` text NOT NULL,
	`asked` text NOT NULL,
	`note` text,
	`person_id` text NOT NULL,
	`email` text NOT NULL,
	`approved_at` integer NOT NULL,
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
	`cancelled` integer DEFAULT false NOT NULL,
	`step` text,
	`step_at` integer,
	`needs` text,
	`needs_event_id` text,
	`done_at` integer,
	`open` integer DEFAULT true NOT NULL,
	`newest_at` integer NOT NULL,
	`late_at` integer,
	`nudged_at` integer,
	`source` text NOT NULL,
	`source_updated_at` integer NOT NULL,
	`source_sha` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `orders_reference_unique` ON `orders` (`reference`);
CREATE INDEX `orders_org_list` ON `orders` (`org_id`,`open`,`newest_at`,`id`);
CREATE INDEX `orders_org_invoice` ON `orders` (`org_id`,`invoice_id`);
CREATE INDEX `orders_board` ON `orders` (`open`,`promised_date`,`id`);
CREATE INDEX `orders_newest` ON `orders` (`newest_at`,`id`);
CREATE UNIQUE INDEX `orders_org_id` ON `orders` (`org_id`,`id`);
CREATE TABLE `steps` (
	`kind` text NOT NULL,
	`position` integer NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`kind`, `key`)
);

ALTER TABLE `organizations` ADD `external_id` text;
ALTER TABLE `organizations` ADD `email` text;
ALTER TABLE `organizations` ADD `phone` text;
ALTER TABLE `organizations` ADD `address` text;
ALTER TABLE `organizations` ADD `source_updated_at` integer;
ALTER TABLE `organizations` ADD `customers_stated_at` integer;
CREATE UNIQUE INDEX `organizations_external_id_unique` ON `organizations` (`external_id`);
ALTER TABLE `people` ADD `external_id` text;
ALTER TABLE `people` ADD `source_updated_at` integer;
ALTER TABLE `people` ADD `memberships_stated_at` integer;
CREATE UNIQUE INDEX `people_external_id_unique` ON `people` (`external_id`);
create trigger orders_insert_version after insert on orders begin update organizations set version = version + 1 where id = new.org_id; end;
-- A source that says the same again changes no page.
create trigger orders_update_version after update on orders when old.source_updated_at is new.source_updated_at or old.source_sha is not new.source_sha or old.org_id is not new.org_id begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger orders_delete_version after delete on orders begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger order_items_insert_version after insert on order_items begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger order_items_update_version after update on order_items begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger order_items_delete_version after delete on order_items begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger order_files_insert_version after insert on order_files begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger order_files_update_version after update on order_files begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger order_files_delete_version after delete on order_files begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger order_promises_insert_version after insert on order_promises begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger order_promises_update_version after update on order_promises begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger order_promises_delete_version after delete on order_promises begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger order_events_insert_version after insert on order_events begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger order_events_update_version after update on order_events begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger order_events_delete_version after delete on order_events begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger order_approvals_insert_version after insert on order_approvals begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger order_approvals_update_version after update on order_approvals begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger order_approvals_delete_version after delete on order_approvals begin update organizations set version = version + 1 where id = old.org_id; end;
-- The company's steps are on everybody's pages.
create trigger steps_insert_version after insert on steps begin update organizations set version = version + 1; end;
create trigger steps_update_version after update on steps begin update organizations set version = version + 1; end;
create trigger steps_delete_version after delete on steps begin update organizations set version = version + 1; end;
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
