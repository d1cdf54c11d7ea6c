CREATE TABLE `notification_choices` (
	`org_id` text NOT NULL,
	`person_id` text NOT NULL,
	`topic` text NOT NULL,
	`mail` text NOT NULL,
	`changed_at` integer NOT NULL,
	`changed_via` text NOT NULL,
	PRIMARY KEY(`org_id`, `person_id`, `topic`),
	FOREIGN KEY (`org_id`,`person_id`) REFERENCES `memberships`(`org_id`,`person_id`) ON UPDATE no action ON DELETE cascade
);
