CREATE TABLE `session_proofs` (
	`session_hash` text NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`until` integer,
	PRIMARY KEY(`session_hash`, `kind`),
	FOREIGN KEY (`session_hash`) REFERENCES `sessions`(`id_hash`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

ALTER TABLE `memberships` ADD `proofs_after` integer;
-- Until now everybody proved it by a mail.
INSERT INTO `session_proofs` SELECT `id_hash`, `person_id`, 'mailbox', `proven_at`, NULL FROM `sessions`;
ALTER TABLE `sessions` DROP COLUMN `proven_at`;