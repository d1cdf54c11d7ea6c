ALTER TABLE `order_approvals` ADD `given_by_org` text;
ALTER TABLE `orders` ADD `frozen_steps` text;
UPDATE `order_approvals` SET `given_by_org` = `org_id`;
