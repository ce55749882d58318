export declare function drawTable(titles: string[], rows: string[][], width: number): string;
