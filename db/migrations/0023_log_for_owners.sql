CREATE TABLE `log_sweep` (
	`id` integer PRIMARY KEY NOT NULL,
	`before` integer NOT NULL
);

CREATE TABLE `audit_log_new` (
	`id` integer PRIMARY KEY NOT NULL,
	`org_id` text,
	`actor_kind` text NOT NULL,
	`actor` text NOT NULL,
	`person_id` text,
	`about_person` text,
	`action` text NOT NULL,
	`subject` text,
	`detail` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`org_id`) REFERENCES `organizations`(`id`) ON UPDATE no action ON DELETE no action
);

-- A key is called by its name and first characters, which no address is. Of what is left, a customer did what only
-- customers do, and what somebody did to a team that they are in; the company's people did all else.
INSERT INTO `audit_log_new`
SELECT `id`, `org_id`,
  CASE
    WHEN `actor` = 'cli' THEN 'cli'
    WHEN `actor` GLOB '* (fy_live_*…)' THEN 'key'
    WHEN `actor` NOT LIKE '%@%' THEN 'system'
    WHEN `action` LIKE 'team.%' OR `action` = 'membership.left' THEN 'person'
    WHEN `action` = 'address.ended' AND `org_id` IS NULL THEN 'person'
    WHEN `action` LIKE 'membership.%' AND (
      EXISTS (SELECT 1 FROM `memberships` m JOIN `people` p ON p.`id` = m.`person_id`
        WHERE m.`org_id` = l.`org_id` AND p.`email` = l.`actor`)
      OR EXISTS (SELECT 1 FROM `membership_tombs` t WHERE t.`org_id` = l.`org_id` AND t.`email` = l.`actor`)
    ) THEN 'person'
    ELSE 'staff'
  END,
  `actor`,
  (SELECT `id` FROM `people` WHERE `email` = l.`actor`),
  CASE WHEN `action` LIKE 'membership.%' THEN
    (SELECT `id` FROM `people`
      WHERE `email` = substr(l.`subject`, 1, instr(l.`subject` || ':', ':') - 1) OR `id` = l.`subject`)
  END,
  `action`,
  CASE WHEN `action` LIKE 'membership.%' THEN substr(`subject`, 1, instr(`subject` || ':', ':') - 1) ELSE `subject` END,
  CASE WHEN `action` IN ('membership.added', 'membership.role-changed')
    THEN json_object('role', substr(`subject`, instr(`subject`, ': ') + 2))
  END,
  `at`
FROM `audit_log` l;
DROP TABLE `audit_log`;
ALTER TABLE `audit_log_new` RENAME TO `audit_log`;
CREATE INDEX `audit_log_org` ON `audit_log` (`org_id`,`id`);
CREATE INDEX `audit_log_person` ON `audit_log` (`org_id`,`person_id`);
CREATE INDEX `audit_log_actor` ON `audit_log` (`actor`);
CREATE INDEX `audit_log_at` ON `audit_log` (`at`);
