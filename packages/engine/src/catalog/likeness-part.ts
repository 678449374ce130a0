/** `partId` of the table that likely duplicates of an object are found by, beside its search table, whose `partId` is ''. */
export const likenessPart = 'duplicates'
