/** Id of the profile of a site that the person added: nothing is known of it but its origin. */
export const addedSiteId = 'site';
