CREATE TABLE `drafts` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`sealed` blob NOT NULL,
	`created_at` integer NOT NULL
);

CREATE TABLE `inbound_mails` (
	`id` text PRIMARY KEY NOT NULL,
	`header_id` text,
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
CREATE INDEX `inbound_mails_from` ON `inbound_mails` (`from_email`,`received_at`);
CREATE INDEX `inbound_mails_request` ON `inbound_mails` (`request_id`);
CREATE UNIQUE INDEX `inbound_mails_header` ON `inbound_mails` (`request_id`,`header_id`) WHERE outcome = 'posted' and header_id is not null;
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
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`message_id`) REFERENCES `messages`(`id`) ON UPDATE no action ON DELETE cascade
);

CREATE INDEX `message_files_message` ON `message_files` (`message_id`,`position`);
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

ALTER TABLE `outbox` ADD `request_id` text;
CREATE INDEX `outbox_request` ON `outbox` (`request_id`) WHERE request_id is not null;
create trigger requests_insert_version after insert on requests begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger requests_update_version after update on requests begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger requests_delete_version after delete on requests begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger messages_insert_version after insert on messages begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger messages_update_version after update on messages begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger messages_delete_version after delete on messages begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger request_people_insert_version after insert on request_people begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger request_people_update_version after update on request_people begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger request_people_delete_version after delete on request_people begin update organizations set version = version + 1 where id = old.org_id; end;
create trigger message_files_insert_version after insert on message_files begin update organizations set version = version + 1 where id = new.org_id; end;
create trigger message_files_update_version after update on message_files begin update organizations set version = version + 1 where id in (old.org_id, new.org_id); end;
create trigger message_files_delete_version after delete on message_files begin update organizations set version = version + 1 where id = old.org_id; end;
-- Numbers that people say aloud do not begin at 1.
insert into sqlite_sequence (name, seq) values ('requests', 1000);
