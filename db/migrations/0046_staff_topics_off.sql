CREATE TABLE `staff_topics_off` (
	`email` text NOT NULL,
	`topic` text NOT NULL,
	`off_at` integer NOT NULL,
	`off_via` text NOT NULL,
	PRIMARY KEY(`email`, `topic`)
);
--> statement-breakpoint
INSERT INTO `staff_topics_off` (`email`, `topic`, `off_at`, `off_via`) SELECT `email`, 'desk', unixepoch() * 1000, 'page' FROM `staff_mail_choices` WHERE `request_new` = 0;--> statement-breakpoint
INSERT INTO `staff_topics_off` (`email`, `topic`, `off_at`, `off_via`) SELECT `email`, 'desk-replies', unixepoch() * 1000, 'page' FROM `staff_mail_choices` WHERE `request_reply` = 0;
