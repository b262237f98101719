import type { TopicAction } from '../action.ts';

/** All at once. https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
export const ListTopics: TopicAction = {
  needs: () => ['sns:ListTopics', '*'],
  run: (_input, { topics }) => ({ Topics: topics.map(({ arn: TopicArn }) => ({ TopicArn })) }),
};
