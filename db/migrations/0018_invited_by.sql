ALTER TABLE `memberships` ADD `invited_by` text REFERENCES people(id);-- Who came by an invitation, as whose the last that they took was.
UPDATE `memberships` SET `invited_by` = (
	SELECT `by_person` FROM `invites`
	WHERE `invites`.`org_id` = `memberships`.`org_id` AND `invites`.`accepted_by` = `memberships`.`person_id`
	ORDER BY `accepted_at` DESC LIMIT 1
) WHERE `source` = 'invite';
