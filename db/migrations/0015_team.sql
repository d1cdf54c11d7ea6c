CREATE TABLE `membership_tombs` (
	`org_id` text NOT NULL,
	`person_id` text,
	`email` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `email`),
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);

CREATE INDEX `membership_tombs_person` ON `membership_tombs` (`person_id`);
ALTER TABLE `organizations` ADD `had_owner` integer DEFAULT false NOT NULL;
ALTER TABLE `drafts` ADD `org_id` text;
-- Who is owned now had an owner.
UPDATE `organizations` SET `had_owner` = 1 WHERE `id` IN (SELECT `org_id` FROM `memberships` WHERE `role` = 'owner');
