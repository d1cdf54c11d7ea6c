CREATE TABLE `address_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`old_email` text NOT NULL,
	`new_email` text NOT NULL,
	`at` integer NOT NULL,
	`undo_hash` text NOT NULL,
	`undo_until` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE UNIQUE INDEX `address_changes_undo_hash_unique` ON `address_changes` (`undo_hash`);
CREATE UNIQUE INDEX `address_changes_open` ON `address_changes` (`old_email`) WHERE ended_at is null;
CREATE INDEX `address_changes_person` ON `address_changes` (`person_id`,`at`);
CREATE INDEX `address_changes_at` ON `address_changes` (`at`);
DROP INDEX `outbox_due_codes`;
DROP INDEX `outbox_codes`;
CREATE INDEX `outbox_due_codes` ON `outbox` (`not_before`) WHERE state in ('new', 'sending') and kind in ('sign-in', 'confirm', 'address-code');
CREATE INDEX `outbox_codes` ON `outbox` (`created_at`) WHERE kind in ('sign-in', 'confirm', 'address-code');
ALTER TABLE `people` ADD `chose_address` integer DEFAULT false NOT NULL;